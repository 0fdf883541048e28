### The residents’ portal.
