"""A solver for halmos: bit vectors read as integers, which is what division by a constant asks for.

Run by the Python under build/prove, with the file of a question in SMT-LIB; prints the answer as
solvers do. Solvers that take a division apart bit by bit do not finish on 256 of them.
"""

import sys

import cvc5


def main(file: str) -> None:
    """Answer the question in a file."""
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("solve-bv-as-int", "sum")
    solver.setOption("produce-models", "true")
    parser = cvc5.InputParser(solver)
    parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, file)
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        if answer := command.invoke(solver, symbols).strip():
            print(answer, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
