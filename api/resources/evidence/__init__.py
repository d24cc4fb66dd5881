"""Evidence: typed links from what grounds to what is grounded."""
