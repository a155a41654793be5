"""How texts say what a model was trained on: the patterns, over scene templates."""

import re

from kg.statements.cues import TRAIN, D, M

TUNED = re.compile(r"\b(?:fine|instruction)-?\s?tun", re.I)
SETTINGS = (
    r"epochs?|iterations?|\d+k?\s+steps|learning rates?|batch(?:es)?(?:[\s-]size)?|mini-?batch\w*|SGD|Adam\w*|optimi[sz]er|dropout|weight decay"
    r"|train(?:ing)?\s+(?:set|images|data|examples|split)"
)
"""What authors tell of how they train."""
TRAINED = r"(?:(?:pre|re|post|co)-?)?trained|(?:fine|instruction)-?\s?tuned"
NOT_OBJECTS = re.compile(
    r"\b(?:improv\w+|results?|perform\w*|accura\w+|gains?|leads?|scores?|achiev\w+|evaluat\w+|test\w*|speed\w*|running|runs?|compar\w+|focus\w*|based|depend\w*|GPUs?|TPUs?|impact|effects?|errors?|overlap\w*|increas\w+|decreas\w+|number)\b",
    re.I,
)
"""Words between "train" and "on" that show the objects of "on" to be results or places, not data."""

# "training on D#0 improves D#1": what comes of it is no object
OUTCOME = re.compile(
    r"\s(?:rapidly\s+)?(?:leads?|led|improves?|improved|yields?|gives?|achieves?|achieved|helps?|hurts?|results?\s+in)\b",
    re.I,
)
# "on two sentiment data sets:", "on the corpora provided for the task:"
LIST_FOLLOWS = re.compile(
    r"\b(?:data\s?sets?|sets|corpora|tasks|sources|benchmarks|collections|resources|treebanks)\b[^.;:]{0,60}$", re.I
)
ADJECTIVE = re.compile(
    r"\b(?:the|these|those|our|their|its|all|any|a|an|of|each|such|using|other|two|individually|publicly)\s+$", re.I
)
# "M#0 is (jointly) pre-trained on", "M#0 models trained on", "M#0 was trained for 3 epochs on"
OF_MODEL = re.compile(
    rf"(?P<m>{M})(?:’s|'s)?(?:\s+[a-z][\w-]*){{0,4}}?(?:\s*,)?\s+(?:(?:which|that)\s+)?(?:(?:is|are|was|were|has been|have been|had been|being)\s+)?(?:\w+ly\s+)?(?P<cue>{TRAINED})(?:\s+(?!{M})[\w#-]+){{0,4}}?\s+(?:(?:on|over)\b|from(?=\s+(?!scratch)(?:the\s+)?(?:[\w.-]+\s+){{0,2}}?{D}))",
    re.I,
)
# "we use M#0 with more layers, fine-tuned on": it is the one that is used
USED = re.compile(
    rf"\b(?:use[sd]?|adopt(?:ed|s)?|employ(?:ed|s)?|takes?|consider(?:ed|s)?)\s+(?:[\w-]+\s+){{0,4}}?(?P<m>{M})(?:(?!{M})[^.;:])*$",
    re.I,
)
# "M#0 combined data from"
DATA_OF_MODEL = re.compile(
    rf"(?P<m>{M})\s+(?:combin|us|mix)(?:es|ed|e)\s+(?:the\s+|training\s+)?(?:text|data|corpora)\s+(?:from|of)\b", re.I
)
# "is compared with M#1, which was trained on": what follows is told of the other one
_NO_COMPARISON = (
    r"(?!(?:compar|outperform|better|worse|larger|smaller|like|unlike|similar|based|than|with|to|from|on|by|as)\w*\b)"
)
# "M#0 is a series of M#1 models trained on" tells of M#0
FAMILY = re.compile(
    rf"(?P<m>{M})\s*(?:is|are|was|were|,)\s+(?:an?\s+|the\s+)?(?:{_NO_COMPARISON}[\w-]+\s+){{0,3}}?(?:(?:series|family|set|suite|versions?|variants?)\s+of\s+)?(?:an?\s+|the\s+)?$",
    re.I,
)
# "we train M#0 on", "we fine-tune our models on", "train a M#0 model with X on"
WE_TRAIN = re.compile(
    rf"\b(?P<cue>{TRAIN})(?P<mid>(?:\s++[^.;:]{{0,90}}?)??)\s+(?:on|over|with(?=\s+(?:the\s+|our\s+)?{D}))\b", re.I
)
# "all D#0 models are trained for 90 epochs"
MODELS_OF_DATA = re.compile(
    rf"(?P<d>{D})\s+(?:models?|networks?|systems?|classifiers?|experiments?|runs?)\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:trained|run|optimi[sz]ed)\b(?!\s+(?:on|over)\b)",
    re.I,
)
# "we train the D#0 models for 90 epochs"
WE_TRAIN_MODELS_OF = re.compile(
    rf"\bwe\s+(?:\w+\s+)?(?:re-?)?train(?:ed)?\s+(?:the|our|all|these)\s+(?:[a-z-]+\s+){{0,2}}?(?P<d>{D})\s+(?:[a-z-]+\s+)?(?:models?|networks?|systems?|classifiers?|detectors?|parsers?|taggers?)\b(?!\s+(?:on|over)\b)",
    re.I,
)
LIST_OF_MODELS = re.compile(rf"{M}(?:\s*(?:,\s*and|,|and|/)\s*{M})*")
LISTED_BEFORE = re.compile(rf"{M}(?:(?:\s*\[[\d, ]+\]|\s*\([^()]{{0,60}}\))?\s*(?:,\s*and|,|and|/)\s*{M})+\Z")
# "all models but M#0 were trained on"
BUT = re.compile(r"\b(?:but|except(?:\s+for)?|excluding|besides|other\s+than|apart\s+from)\s+(?:the\s+)?\Z", re.I)
RESPECTIVELY = re.compile(r"[^.;:]{0,200}?\brespectively\b", re.I)
OF_IT = re.compile(rf"{M}(?:\s+(?!(?:is|are|was|were|and|we)\b)[a-z][\w-]*){{0,3}}\s*$")
AS_NOUN = re.compile(r"\s+(?:sets?|splits?|data|time|loss|tokens?|examples?|cost|speed)\b", re.I)
# "our training data consists of", "the pre-training corpus is a mixture of"
DATA_IS = re.compile(
    r"\b(?:pre-?|fine-?)?(?:train|tun)ing\s+(?:data\s?sets?|data|corpus|corpora|set|mixture|mix|sources?)\b(?P<of>[^.;:]{0,40}?)\s++"
    r"(?:consists?|is|are|was|were|compris\w+|includ\w+|contain\w+|come|comes|combin\w+|drawn|made up|:)\b",
    re.I,
)
# "we create an aggregate dataset consisting of D#0 and D#1"
DATA_MADE = re.compile(
    r"\bwe\s+(?:\w+\s+)?(?:create|build|construct|use|collect|assemble|compile|form|combine|curate)d?\s+(?:an?\s+|our\s+|the\s+)?(?:[\w-]+\s+){0,4}?(?:data\s?set|corpus|mixture|collection|combination|mix)s?(?:\s*,)?\s+(?:(?:consisting|composed|made up|comprised|drawn)\s+(?:of|from)|comprising|containing|combining|that\s+combines|of|from)\b",
    re.I,
)
# "we use D#0 and D#1 for pre-training", "D#0 as training data", "include D#0 in the training dataset"
FOR_TRAINING = re.compile(
    r"\s(?:for|as|in|to|into)\s+(?:the\s+|our\s+|its\s+)?(?:\w+\s+){0,2}?(?:(?:pre-?|fine-?)?(?:train|tun)ing(?:\s+(?:data\s?set|data|corpus|set|mixture))?|(?:pre-?)?train)\b(?!\s+(?:time|speed|cost))",
    re.I,
)
# "D#0, which is a copy of D#1 that was used to train M#2": what explains a name is not said of us
EXPLAINED = re.compile(r"(?:,|(?<!\s)(?=\s))\s+(?:which|that)\s+(?:is|are|was|were|has|have)\b", re.I)
# "D#0 and D#1 are used for training"
USED_FOR_TRAINING = re.compile(
    rf"{D}(?:\s+(?!(?:is|are|was|were|which|that)\b)[a-z][\w-]*){{0,4}}?\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?used\s+(?:for|as|to|in)\s+(?:the\s+|our\s+|both\s+)?(?:\w+\s+){{0,2}}?(?:pre-?|fine-?)?(?:train|tun)(?:ing)?\b(?!\s+(?:time|speed|cost))",
    re.I,
)
TRAINED_MODEL = re.compile(rf"\s+(?:the\s+|our\s+)?(?P<m>{M})")
# "we use the following datasets for fine-tuning: D#0, D#1"
FOLLOWING = re.compile(
    r"\b(?:following|these)\s+(?:\w+\s+)?(?:data\s?sets|corpora|data|resources|sources)\s+(?:for|to|in)\s+(?:the\s+|our\s+)?(?:\w+\s+){0,2}?(?:pre-?|fine-?)?(?:train|tun)(?:ing)?\b",
    re.I,
)
# "we use the training data of Finch (i.e. D#0, D#1)"
TRAINING_DATA_LISTED = re.compile(
    rf"\buse[sd]?\s+(?:the\s+|its\s+)?(?:same\s+|standard\s+)?(?:pre-?|fine-?)?train(?:ing)?\s+(?:data|sets?|corpora|corpus)\b(?P<mid>[^;()]{{0,60}}?)\(\s*(?:i\.e\.,?\s*|namely,?\s*|viz\.\s*)?(?=(?:the\s+)?{D})",
    re.I,
)
# "For the pre-training corpus we use D#0 and D#1"
TO_TRAIN_USE = re.compile(
    r"\b(?:for|to|in)\s+(?:the\s+|our\s+)?(?:\w+\s+){0,2}?(?:pre-?|fine-?)?(?:train|tun)(?:ing)?\b[^.;:]{0,60}?\b(?:we|is|are)\s+(?:\w+\s+){0,2}?(?:use[ds]?|combin\w+|include[ds]?|employ\w*|mix\w*|add\w*|collect\w*|consider\w*|follow\w*)\b",
    re.I,
)
TRAINING_HEADING = re.compile(
    r"\b(?:pre-?|fine-?)?train(?:ing)?[\s-]+(?:data|data\s?sets?|corpus|corpora|set)\b|\bdata (?:mixture|sources?)\b",
    re.I,
)
OTHERS = re.compile(
    r"\b(?:previous|prior|other|others|existing|related|earlier|recent|recently|contrast|compar\w+|similar to|inspired|et al|exceptions?|they|their)\b",
    re.I,
)
OTHER_SUBJECT = re.compile(
    r"(?:^|[.;]\s+)(?!(?:The|Our|All|This|These|We|Both|Each|Every|Models?|Networks?|Systems?|Classifiers?|Encoders?|It|They)\b)[A-Z][\w.-]*\w(?:\s+\d+(?:\.\d+)?[BM])?\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?$|"
    r"\b(?:an?|another|separate|each|other)\s+(?!(?:new|novel|our|single|large)\b)(?:[\w-]+\s+){1,3}(?:is\s+|was\s+)?$|^(?:It|They|This|These)\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?$|\b(?:it|they)\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?$"
)
HOSTED = re.compile(
    rf"\b(?:available|hosted|published|released|stored|found|accessible)\s+(?:on|at|via|through|in|from)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?P<host>{D})",
    re.I,
)
USING = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|includ\w+|add(?:s|ed|ing)?|combin\w+|employ\w*|mix\w*|adopt\w*|take|select\w*|consider\w*|(?:pre-?)?process\w*|sampl\w+|collect\w*|gather\w*|download\w*|crawl\w*|scrap\w+|start\w* from|train\w*)\b",
    re.I,
)
STARTS_WITH_DATA = re.compile(rf"\W*(?:the\s+)?(?:[A-Z]\w+\s+)?{D}", re.I)
# "we start from the weights trained on D#0": what is taken over was trained, whoever did it
TAKEN_OVER = re.compile(
    r"\b(?:with|from|by|of|using|use|take|adopt)\s+(?:(?:the|an?)\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:weights|parameters|checkpoints?|features|embeddings|vectors|representations)\s+(?:\w+ly\s+)?$",
    re.I,
)
# "we test M#0, which was trained on D#1": it was, whoever trained it
RELATIVE = re.compile(
    r"\b(?:which|that)\s+(?:(?:is|are|was|were|has been|have been|had been)\s+)?(?:\w+ly\s+)?$"
    r"|\b(?:which|that)\s+(?:is|are|was|were|has been|have been|had been)\s+(?:\w+ly\s+)?(?:pre-?)?trained\b[^.;:]{0,80}?\band\s+(?:\w+\s+)?$",
    re.I,
)
