"""The app: reads a case as it is typed and shows its decision."""
