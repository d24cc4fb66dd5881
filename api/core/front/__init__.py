"""The front: what stands between the network and everything else, outermost first.

`connections` (a head of a size, in time), `hosts` (one Host), `quotas` (whose key it is, and how often), then
`request_bodies` (a body of a size, in time). Nothing behind asks these things again. What is here knows no resource.
"""
