"""From a file to tables of text: one module per file format, nothing about members yet."""
