"""The widgets of the screens: each shows the values it is given, and reports what the user did."""
