"""Papers in JATS, the XML of journals and PubMed Central, become Documents."""
