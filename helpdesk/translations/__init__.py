"""The English catalogues: collected from the sources, checked, and made ready for browsers."""
