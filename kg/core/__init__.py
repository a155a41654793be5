"""The values that travel the road: frozen, checked when made, standard library only."""
