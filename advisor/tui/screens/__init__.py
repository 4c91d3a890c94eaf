"""The screens of the app, one for each task."""
