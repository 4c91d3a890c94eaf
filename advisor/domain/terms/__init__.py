"""What each kind of rule can say."""
