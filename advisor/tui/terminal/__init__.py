"""What lies between the app and its terminal: incoming bytes, signs drawn, and how it ends."""
