"""What the eye meets: components, the list kit, the menu, panels and htmx."""
