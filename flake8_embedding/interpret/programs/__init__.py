"""What lies outside the file: modules of the project, what other programs have written, and the environment."""
