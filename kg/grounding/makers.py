"""Repositories of models under the accounts of those who made them: "google-bert/bert-base-uncased" is BERT."""

import re

_ACCOUNTS = frozenset(
    [
        "albert",
        "allenai",
        "bigscience",
        "databricks",
        "deepseek-ai",
        "distilbert",
        "eleutherai",
        "facebook",
        "facebookai",
        "google",
        "google-bert",
        "google-t5",
        "meta-llama",
        "microsoft",
        "mistralai",
        "mosaicml",
        "openai",
        "openai-community",
        "qwen",
        "salesforce",
        "stabilityai",
        "tiiuae",
        "xlnet",
    ]
)
"""Accounts of makers at the Hugging Face Hub, in small letters."""

_OLD = re.compile(r"(?:albert|bert|camembert|distilbert|distilgpt2|distilroberta|gpt2|roberta|t5|xlm-roberta|xlnet)\b")
"""How names begin that stand there without an account: they are older than accounts, and their makers'."""

_TRIMMING = re.compile(
    r"(?:[-_](?:uncased|cased|hf|base|large|small|medium|mini|tiny|xl|xxl|\d+(?:\.\d+)?[bm])){1,9}$", re.I
)


def released(identifier: str) -> str | None:
    """The name of the model that a maker's repository holds a checkpoint of: without size and casing.

    None where the repository is nobody's who is known for making models, or bears no size and no casing. What is tuned,
    of other languages or of another version bears more in its name, and that stays.

    >>> released("google-bert/bert-base-uncased"), released("gpt2-medium"), released("someone/bert-base-uncased")
    ('bert', 'gpt2', None)
    >>> released("google-bert/bert-base-multilingual-cased")
    'bert-base-multilingual'
    """
    account, slash, name = identifier.rpartition("/")
    if account.lower() not in _ACCOUNTS if slash else not _OLD.match(name):
        return None
    short = _TRIMMING.sub("", name)
    return short if short and short != name else None
