"""The user's, the administrator's and the programmer's guide: Markdown files in both languages, shown under /help/."""
