"""scikit-learn: encoders, and splits of data."""
