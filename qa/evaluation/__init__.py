"""A file of questions in, figures and a report out: datasets -> running -> findings -> report.

`command` puts them together, as a page may too; nothing is imported here, since the processes of a run start from this package.
"""
