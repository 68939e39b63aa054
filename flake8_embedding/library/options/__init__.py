"""What a program is configured with: flags, configuration files, and numbers that a user enters."""
