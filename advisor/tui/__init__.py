"""The Textual app: it reads a case while it is typed and shows the decision."""
