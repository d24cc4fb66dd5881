"""Annotations and reviews of the web: W3C, Hypothesis, ClaimReview."""
