"""``python -m govgraph.cli``: the command line where the script is not on the path."""

from govgraph.cli import main

if __name__ == "__main__":
    main()
