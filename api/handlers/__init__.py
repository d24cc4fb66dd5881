"""From a request for any resource to an answer: what the routes of all rooms call.

Nothing here knows which resources there are; what it needs of one, its room declares.
"""
