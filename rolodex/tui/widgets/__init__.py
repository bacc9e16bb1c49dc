"""The panes: each takes reactives in and posts messages out."""
