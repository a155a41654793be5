"""The words that show what a name is, and the words that look like names and are none."""

import re

from kg.core.names import fold

DATASET_CUE = (
    r"(?:data\s?-?sets?|corpus|corpora|benchmarks?|tree\s?banks?|test\s?sets?|dev(?:elopment)?\s?sets?|training\s?sets?"
    r"|validation\s?sets?|evaluation\s?sets?|leaderboards?|challenge\s?sets?|shared\s?tasks?|data\s?collections?)"
)
"""Nouns that make what stands before them the name of data."""

WEAK_DATASET_CUE = r"(?:data|dumps?|crawls?|splits?|tasks?|challenges?|suites?|collections?|databases?|subsets?)"
"""Nouns that do so only for a name that is known or looks like one."""

MODEL_CUE = (
    r"(?:models?|networks?|nets?|architectures?|language\s+models?|LMs?|LLMs?|encoders?|decoders?|transformers?"
    r"|classifiers?|detectors?|backbones?|checkpoints?|embeddings|taggers?|assistants?|chatbots?)"
)
"""Nouns that make what stands before them the name of a model."""

CITATION = r"(?>\s{0,9}(?:\([^()]{0,160}\d{4}[a-z]?[^()]{0,40}\)|\[[\d,;\s–-]{1,24}\]|\[[A-Za-z+]{2,12}\d{2}[a-z]?\]))"
"""A citation in parentheses or brackets, with the space before it."""

NAME_WORD = r"(?:[A-Z][\w’'+&.-]{0,40}[\w+]|[A-Z]|[a-z]{1,5}[A-Z][\w+-]{0,40}|\d{1,9}[A-Z][\w+-]{0,40})"
"""One word of a name: capitalised, of mixed case, or with capitals after a figure."""


def _run_of(word: str) -> str:
    return rf"{word}(?:[ ]++(?:(?:of|for|of[ ]+the)[ ]++)?{word}){{0,5}}(?:[ ]+v?\d+(?:\.\d+)+)?"


NAME = _run_of(NAME_WORD)
"""A run of name words; "of" and "for" may stand between two."""

WHOLE_NAME = _run_of(rf"(?>{NAME_WORD})")
"""The same of whole words, where nothing that may be part of a word can follow: quicker to give up."""

ADJECTIVES = r"(?:(?!and\b|or\b|of\b|for\b|with\b|that\b|which\b|to\b|in\b|on\b)[\w/-]++,?\s++){0,6}?"
"""Words that may stand between an article and its noun."""

NAMED_DATA = re.compile(
    r"\b(?:[A-Z][\w’'&-]{0,60}\s+(?:of\s+(?:the\s+)?)?){1,6}(?:Corpus|Data\s?set|Benchmark|Tree\s?[Bb]ank|Challenge|Database|Collection|Shared Task)"
    r"(?:\s+(?:of|for)\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3})?(?![\w-])"
)
"""A capitalised name that has the noun within: "Lang-8 Corpus of Learner English", "Penn Treebank"."""

SHAPED_LIKE_NAME = re.compile(r"[A-Z][^A-Z\n]*[A-Z]|[A-Za-z][^A-Za-z\d\n]*\d|[a-z][A-Z]")
"""Two capitals, a figure after a letter, or a capital after a small letter: shapes that ordinary words lack."""

BACKBONE = re.compile(r"(?:R|X|RX|RN)[-‐‑–]?\d{2,3}[^\W\d]?\w*(?:[-‐‑–+]\w+)*")
"""A backbone in short, a letter or two and its depth, which is no name of its own: "R50-FPN", "X101"."""

_LANGUAGES = """
english german french spanish italian portuguese dutch russian chinese mandarin cantonese japanese korean arabic hindi
turkish polish czech romanian finnish estonian latvian lithuanian swedish norwegian danish greek hebrew vietnamese
thai indonesian malay swahili urdu bengali tamil telugu persian ukrainian hungarian bulgarian croatian serbian slovak
slovenian basque catalan icelandic latin gujarati kazakh nepali sinhala khmer pashto european american british african
asian indian western eastern multilingual monolingual bilingual kannada marathi malayalam punjabi devanagari tagalog
yoruba amharic quechua
"""
LANGUAGES = frozenset(_LANGUAGES.split())

_GENERIC = """
AI AGI ML DL NLP NLU NLG NLI NLM IR IE IoT CV CL MT NMT SMT ASR TTS OCR QA MRC RC NER RE POS SRL WSD EL GEC AMR SA ABSA
STS VQA OOD OOV RL RLHF SFT DPO PPO SGD ADAM Adam AdamW Adagrad RMSProp LAMB LARS BPE SPM FFN MLP CNN CNNs RNN RNNs DNN
DNNs GAN GANs VAE VAEs GNN GNNs GCN SVM SVMs CRF HMM HMMs GMM LDA PCA SVD kNN KNN NN LR MLE EM MAP MCMC KL ELBO CTC LM LMs LLM LLMs
PLM PLMs MLM NSP CLM LSTM LSTMs GRU BiLSTM BLSTM Seq2Seq ReLU GELU SiLU Swish Softmax Dropout BatchNorm LayerNorm BN LN
GPU GPUs CPU CPUs TPU TPUs FPGA RAM DRAM SRAM HBM SSD CUDA cuDNN NCCL NVIDIA NVLink AMD Intel A100 V100 H100 P100 T4 K80
PyTorch TensorFlow Keras JAX Theano Caffe HuggingFace spaCy NLTK Moses Kaldi scikit-learn sklearn MATLAB Python Java C++
BLEU ROUGE METEOR TER chrF CIDEr SPICE BERTScore F1 F0.5 EM MRR MAP nDCG NDCG AUC ROC AP mAP IoU mIoU PSNR SSIM FID IS WER
CER PER PPL BPC BPB MSE RMSE MAE RMS SNR SDR EER DER UAS LAS TFLOPs FLOPs FLOPS FLOP MACs GFLOPs TFLOPS API APIs URL HTML XML JSON
PDF HTTP SQL USA UK EU US UN IEEE ACM ACL EMNLP NAACL EACL COLING ICML ICLR NeurIPS NIPS CVPR ICCV ECCV AAAI IJCAI KDD SIGIR
INTERSPEECH ICASSP LREC TACL JMLR Google Microsoft Facebook Meta Amazon Apple OpenAI DeepMind Anthropic Stanford Oxford
MIT CMU Berkeley AWS Azure GCP DARPA NIST LDC Table Tables Figure Figures Fig Section Sections Appendix Algorithm Equation Eq
Theorem Lemma Definition Chapter SOTA SoTA CoT ICL RAG NL PL CS EE HCI UI UX DB OS VR AR JavaScript Linux Windows Unix Oracle MySQL SQLite GitLab RNA DNA HIV COVID COVID-19 MRI fMRI CT EEG ECG ISP VPN Stage Synthetic Year Public Private Internal Real Fake New Old Custom Target Source Reference Gold Silver Standard Labeled Unlabeled Supervised Noisy Clean Multilingual Full Original Combined Mixed Kaggle Turing OpenAI DeepSeek-AI Meta-AI TODO N/A vs ID IDs BOS EOS CLS SEP PAD MASK UNK FP16 FP32 BF16
INT8 MFCC MFCCs STFT FFT DCT HOG SIFT SURF TF-IDF BM25 IDF ICA ROI RoI FPN NMS EWC LoRA QLoRA MoE MHA MQA GQA KV DP
DDP FSDP ZeRO Adafactor AMP OOM I O IO II III IV VI VII X Y Z A B C D E F G H L M N P Q R S T U V W K J
PhD Prof Mr Dr Inc Ltd Corp University Institute Department School Laboratory Lab Labs January February March April May June
July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Ours Baseline
Baselines Method Methods Model Models Approach Average Avg Total Mean Std Acc Accuracy Precision Recall Score Scores Params
Parameters Size Epoch Epochs Train Test Dev Valid Val Validation Training Data Dataset Datasets Results Task Tasks Metric
Metrics Speed Time Memory Cost Step Steps Batch Learning Deep Neural Machine Natural Language Large Small Base Medium
The This These Those Our We In On For With However Moreover Furthermore Finally First Second Third Both All Each Some Most
Other Another Such Many Several Here There When While Since Although Because If Then Thus Hence Also Note Following Given
Using Based Compared Recent Previous Existing Unlike Similarly Additionally Overall Specifically Human Web Internet
Abstract Introduction Conclusion References Acknowledgments Acknowledgements Related Work Background Discussion
Experiments Evaluation Analysis Ablation Limitations Ethics English-German English-French En-De En-Fr Left Right Top Bottom
"""
GENERIC = frozenset(fold(w) for w in _GENERIC.split()) | LANGUAGES
"""Folded words that are capitalised or all capitals in papers and name neither data nor a model."""


def is_generic(name: str) -> bool:
    """Whether every word of the name is generic, so that the name is none.

    >>> is_generic("English NLP"), is_generic("English Gigaword"), is_generic("B-2")
    (True, False, True)
    """
    words = [w for w in re.split(r"[\s/-]+", name) if fold(w)]
    return all(fold(w) in GENERIC or fold(w).isdigit() for w in words) or fold(name) in GENERIC
