"""The parts of the sample data's generator; start reading at ../generate.py."""
