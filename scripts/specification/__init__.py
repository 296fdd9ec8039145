"""docs/contracts.md: what the contracts promise, from the words of their interfaces.

sources     the compiler's syntax tree, and the comments as they were written
refusals    what a function can be refused with, followed through the code that it runs
moves       what each function may move, and of whom
page        the text

`python -m scripts.specification` writes it; it needs the compiler (`make node`).
"""
