"""The graph in a browser: pages, a JSON API and a SPARQL endpoint."""
