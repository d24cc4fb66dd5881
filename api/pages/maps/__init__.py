"""Maps of arguments: what is read, the tree that it is told as, its places, and the page. No other page's parts."""
