"""The service itself: what it holds, whether it is well, what its errors mean."""
