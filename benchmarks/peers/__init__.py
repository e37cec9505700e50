"""What other programs retrieve with by default, each in a script of its own, with the peer's own code where it installs.

A script has a `Peer`: `build` puts texts in, and gives what ranks them for a question.
"""
