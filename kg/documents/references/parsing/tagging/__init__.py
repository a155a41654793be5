"""A reference string cut into its parts by a trained model, a linear-chain CRF over its words."""
