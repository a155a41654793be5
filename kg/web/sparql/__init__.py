"""The SPARQL 1.1 Protocol: requests read, queries answered, results in the form the client likes best."""
