"""What stands where in an essay, as W3C Web Annotations."""
