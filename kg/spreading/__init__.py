"""Papers spread over whoever reads them: the processes of this machine, or the workers of a cluster."""
