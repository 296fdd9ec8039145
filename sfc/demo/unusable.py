"""Input that the demonstration cannot work with."""

from sfc.domain.intake import Problem


class InputUnusable(Exception):
    """A file or a row of it cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
