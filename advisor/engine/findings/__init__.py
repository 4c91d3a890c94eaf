"""What explains the answer and what goes with it, as codes and facts."""
