"""The words that readers listen for, by form. In their order, those of TEI, JATS and S2ORC make a small paper."""


def _words(joined: str) -> list[str]:
    return joined.split("¦")


PROSE = _words(
    "We train HeronNet on MarshBirds¦ [1]¦ (Ruff et al., 2020)¦[1, 2]¦[1–3]¦¹¦ et al.¦. ¦\n¦\n\n¦ ¦\t¦-\n¦ﬁ¦é¦\u2028¦"
    "\u202e¦\x00¦\ud800¦𝛼¦1¦2020¦(¦)¦[¦]¦{¦}¦,¦;¦:¦Table 1: ¦https://"
)
REFERENCE = _words(
    "A. Ruff¦ and ¦B. Stint,¦ et al.¦ MarshBirds: ¦birds of a marsh¦. ¦In ¦Proceedings of ¦ACL¦, vol. 3¦(4)¦, pp. 1–12¦"
    ', 2020¦2020a¦. ¦arXiv:2001.00001¦doi:10.1000/182¦ https://example.org/a_b¦ [Online]¦“¦”¦"¦‘¦(¦)¦&¦eds.¦ed.¦[1] ¦'
    "\n¦-\n¦van der ¦Jr.¦É¦王¦@¦{¦}¦\\'e¦ISBN 1¦:¦;¦,¦\x00¦’"
)
PLAIN = PROSE + _words(
    "Abstract\n¦1 Introduction\n¦References\n¦[1] A. Ruff. MarshBirds. 2020.\n¦A. Ruff. 2020. MarshBirds.\n¦Appendix\n"
)
MARKDOWN = PROSE + _words(
    "# ¦## References\n¦---\n¦title: ¦```\n¦`¦| a | b |\n¦|---|---|\n¦![¦](¦[^1]¦[^1]: ¦<sup>¦</sup>¦<!--¦-->¦<table>¦<"
    "tr>¦<td colspan=99999>¦</td>¦> ¦* ¦$¦$$¦\\¦&amp;¦&#99999999;¦[a]: b\n"
)
LATEX = PROSE + _words(
    "\\documentclass{article}¦\\begin{document}¦\\end{document}¦\\section{¦\\cite{a}¦\\cite¦\\bibitem{a}¦\\input{¦\\new"
    "command{\\x}[1]{#1¦\\x¦\\def\\y#1{¦#1¦#9¦\\y¦\\let\\z=\\x¦\\z¦\\if¦\\ifx¦\\else¦\\fi¦\\begin{tabular}¦&¦\\\\¦\\mul"
    "ticolumn{99999}{c}{¦\\end{tabular}¦\\begin{¦\\end{¦$¦%¦~¦\\'¦\\verb|¦\\expandafter¦\\csname¦\\endcsname¦\\title{¦"
    "\\author{¦\\thebibliography¦\\begin{thebibliography}{9}¦\\end{thebibliography}¦\\ref{a}¦\\label{a}¦\\newenvironmen"
    "t{e}{¦\\providecommand¦\\usepackage[¦\\catcode`¦\\char¦^^¦\\bibliography{x}¦\\footnote{¦\\caption{"
)
TEI = _words(
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>¦<title>¦A marsh¦</title>¦</titleStmt>¦'
    '</fileDesc></teiHeader>¦<text>¦<body>¦<div>¦<head>¦Data¦</head>¦<p>¦We train on MarshBirds ¦<ref type="bibr" tar'
    'get="#b0">¦[1]¦</ref>¦.¦</p>¦</div>¦</body>¦<back><div><listBibl>¦<biblStruct xml:id="b0"><analytic><title>¦Ma'
    'rshBirds¦</title></analytic><monogr><imprint>¦<date when="2020"/>¦</imprint></monogr></biblStruct>¦</listBibl></'
    "div></back>¦</text>¦</TEI>"
)
XML = _words("&amp;¦&x;¦&#0;¦&#x110000;¦<![CDATA[¦]]>¦<!--¦-->¦<?x¦?>¦<!DOCTYPE a [<!ENTITY x 'y'>]>¦ a=\"¦\"¦<¦>¦</a>")
JATS = _words(
    "<article>¦<front><article-meta>¦<title-group><article-title>¦A marsh¦</article-title></title-group>¦</article-meta"
    '></front>¦<body>¦<sec>¦<title>¦Data¦</title>¦<p>¦We train on MarshBirds ¦<xref ref-type="bibr" rid="r1">¦1¦</x'
    'ref>¦.¦</p>¦<table-wrap><table><tr><td colspan="9">¦x¦</td></tr></table></table-wrap>¦</sec>¦</body>¦<back><ref-'
    'list>¦<ref id="r1"><mixed-citation>¦Ruff A. MarshBirds. 2020.¦</mixed-citation></ref>¦</ref-list></back>¦</artic'
    "le>"
)
S2ORC = _words(
    '{"paper_id": "1", "title": "A marsh", ¦"pdf_parse": {¦"body_text": [¦{"text": "We train on MarshBir'
    'ds [1].", ¦"section": "Data", ¦"cite_spans": [¦{"start": 25, "end": 28, "ref_id": "BIBREF0"}¦], ¦"'
    'ref_spans": []¦}¦], ¦"bib_entries": {¦"BIBREF0": {"title": "MarshBirds", "year": 2020, ¦"authors": [{'
    '"first": "A", "last": "Ruff"}]¦}¦}¦}¦}'
)
JSON = _words('null¦true¦-1¦1e999¦99999999999999999999¦"start"¦"\\ud800"¦"\\u0000"¦[¦]¦{¦}¦,¦:¦"¦\\')
CURATION = _words(
    "when\twho\tdecision\tsubject\tpredicate\tobject\tvalue\tquote\tsource\twhy\n¦2026-01-15T10:00:00Z¦\t¦\n¦ann¦accept"
    "¦reject¦merge¦split¦rename¦undo¦apart¦<https://w3id.org/kg/id/dataset/c4>¦dataset:c4¦trained_on¦mentions¦because¦"
    "\\t¦\\u{202e}¦\\u{ffffff}¦\\¦\r¦'=1+1¦0000-00-00T00:00:00Z¦9999-99-99¦#¦\x00¦\u2028"
)
SPARQL = _words(
    "SELECT¦ASK¦CONSTRUCT¦DESCRIBE¦WHERE¦{¦}¦*¦?s ?p ?o¦.¦;¦SERVICE¦service¦SeRvIcE SILENT¦LOAD¦INSERT DATA¦<http://127"
    ".0.0.1:{port}/>¦<¦>¦FROM¦FROM NAMED¦GRAPH¦?g¦OPTIONAL¦UNION¦FILTER¦(¦)¦BIND¦AS¦VALUES¦EXISTS¦'¦\"¦'''¦\"\"\"¦\\¦#¦"
    "\n¦\\u0053ERVICE¦PREFIX x:¦x:y¦BASE¦1¦1.¦1e0¦true¦@en¦^^¦_:b¦[]¦a¦/¦|¦^¦LIMIT 1¦ORDER BY¦GROUP BY¦HAVING¦\xa0¦"
    "\ufeff¦\x00¦LATERAL¦MINUS¦x:\\-y¦%20¦$x¦<<¦>>¦{|¦|}"
)
GLUED = (
    ("", "?s ?p ?o", "?s ?p x:", "?s ?p x:.", "?s ?p x:a.", "?s ?p 1", "?s ?p 'a'@en", "?s ?p true", "{}", "?s ?p :."),
    ("", "", " ", ".", "#\n"),
    ("SERVICE", "service", "SERVICESILENT", "?s ?p ", "OPTIONAL", "GRAPH", "sErViCe SILENT "),
    ("x:", "x:a", ":", ":a", "?u", "<http://127.0.0.1:{port}/>", " x:a", "x:."),
    ("{?a ?b ?c}", " {}", "", "?o", " ?o."),
)
"""Parts of a group in a query, in their order, which may stand without a blank between."""
FORMS = {
    "README.md": _words(
        "---\n¦license: ¦mit¦\n¦datasets:\n¦- ¦c4¦base_model: ¦- name: x\n  url: ¦tags:\n¦  ¦&a ¦*a¦!!python/object:os."
        "system ¦{¦}¦[¦]¦'¦\"¦|\n¦>\n¦# Dataset Card for X\n¦---¦: ¦? ¦<<: *a¦arxiv:2001.00001¦language: no"
    ),
    "croissant.json": _words(
        '{"@context": {"cr": "http://mlcommons.org/croissant/"}, ¦"@type": "sc:Dataset", ¦"name": ¦"MarshB'
        'irds"¦, "license": ¦"prov:wasDerivedFrom": ¦{"@id": "x"}¦"citeAs": "@article{a, title={b}}"¦"con'
        'formsTo": "http://mlcommons.org/croissant/1.0"¦}'
    ),
    "mappings.sssom.tsv": _words(
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n¦#curie_map:\n¦#  kg: https://w3id.org/kg/id/\n¦kg"
        ":dataset/c4¦\t¦skos:exactMatch¦wd:Q1¦\n¦semapv:ManualMappingCuration¦#¦:¦Not"
    ),
    "library.bib": _words(
        '@article{a,¦title={¦}¦author = ¦"A. Ruff and B. Stint"¦,¦year=2020¦\n}¦@string{x=¦#¦@comment{¦@preamble¦\\\'e'
        "¦{¦\\¦%¦@"
    ),
    "library.json": _words(
        '[{"id": "a", ¦"type": "article-journal", ¦"title": "MarshBirds", ¦"author": [{"family": "Ruff'
        '"}], ¦"issued": {"date-parts": [[2020]]}¦}]'
    ),
    "facts.csv": _words(
        "subject,relation,object,source,quote\n¦HeronNet,¦trained_on,¦MarshBirds,¦https://example.org,¦\"¦\n¦,¦'=1¦\x00"
        "¦model¦dataset¦confidence¦1e999¦nan"
    ),
    "facts.jsonl": _words(
        '{"subject": "HeronNet", ¦"relation": "trained_on", ¦"object": "MarshBirds"¦, "confidence": ¦0.5¦'
        '}\n¦{"file": "x", "sha256": "0", "datasets": [], "models": [], "lineage": []}\n'
    ),
    "graph.ttl": _words(
        "@prefix kg: <https://w3id.org/kg/> .\n¦<https://w3id.org/kg/id/dataset/c4>¦ a ¦<https://schema.org/Dataset>¦ ;"
        ' ¦<https://schema.org/name>¦ "C4"¦@en¦ .\n¦kg:trainedOn ¦[]¦()¦<<¦>>¦"""¦\\u0000¦_:b¦rdf:Statement'
    ),
    "assets.yaml": _words(
        "- type: model\n¦  name: HeronNet\n¦  dependencies: ¦[MarshBirds]¦\n¦  license: ¦  value: ¦- type: dataset\n¦&a"
        "¦*a¦{¦}¦:¦-¦'"
    ),
}
"""By the name of a file, what files of that form are made of."""
