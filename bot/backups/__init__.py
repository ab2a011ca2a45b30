"""Backups of a home: one file each, made while the bot serves, restored all or nothing."""
