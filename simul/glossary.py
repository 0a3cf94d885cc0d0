"""The words that are used everywhere, each in a sentence or two."""

GLOSSARY = {
    "exhibition": "One simultaneous exhibition, or simul: a master plays against many opponents at once.",
    "master": "The player who goes round; she has one body, so she thinks at one board at a time.",
    "opponent": "The player on the other side of one board; he thinks only when it is his turn there.",
    "board": "One game in progress, numbered from 1.",
    "move, reply, pair": "What the master plays, what the opponent answers, and the two together.",
    "lap": "One pass of the master along all boards at which she still has a move to make.",
    "think time": "How long somebody thinks before a move; it is drawn before the first move is made.",
    "exhibition time": "Seconds since the first handshake, on the exhibition's own clock. "
    "How fast that clock runs is chosen here; no figure depends on it.",
    "mode": "A way to write the program that runs the exhibition, such as sync, async or threads.",
    "policy": "The rule by which the master chooses the board to go to next.",
    "plan": "Every move and every think time, fixed before the first move. "
    "All modes play the same plan, so any difference in time is the mode's.",
    "pitfall": "A mode with a famous mistake in it, or with half a cure, kept so that it can be seen.",
    "synchronous": "One thing after the other: whoever has to wait for something stands still "
    "until it is there.",
    "concurrent": "Several things in progress at the same time, each going on when it can. "
    "One pair of hands is enough.",
    "asynchronous": "Begun without waiting for the end: whoever would have to wait does something else "
    "meanwhile, and comes back when it is there.",
    "parallel": "Several things done at the same instant. That takes several pairs of hands: cores, "
    "or masters.",
}
"""What each word means, in the order in which to read them."""
