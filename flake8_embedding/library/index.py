"""The names in each library file, and the conventions of all of them.

Generated from the library files by ``python -m tests.tools.generate``: do not edit.
"""

from __future__ import annotations

from typing import Final

from flake8_embedding.library.contents import Contents
from flake8_embedding.library.conventions import Conventions, WeightNames

# fmt: off
CONTENTS: Final = (
    Contents(
        file="arrays.members",
        methods=(
            (
                "array",
                (
                    "max amax min sum unique item tolist to_list clip clamp masked_fill cumsum argmax argmin "
                    "multinomial topk softmax log_softmax sigmoid relu tanh exp gelu logsigmoid pow sqrt square "
                    "log log1p log2 clone detach numpy contiguous cpu cuda pin_memory requires_grad_ "
                    "share_memory_ to_numpy long int float double byte char short bool astype to type "
                    "new_tensor type_as reshape view flatten ravel squeeze unsqueeze transpose permute t "
                    "swapaxes flip roll expand expand_as repeat repeat_interleave copy fill fill_ zero_ random_ "
                    "copy_ masked_fill_ clamp_ clip_ add_ sub_ mul_ remainder_ floor_divide_ sort argsort "
                    "nonzero masked_select gather abs absolute round floor ceil trunc chunk split tensor_split "
                    "unbind vsplit hsplit dsplit index_select take narrow select diagonal as_strided unfold "
                    "swapdims movedim moveaxis broadcast_to unflatten adjoint real view_as_real resolve_conj "
                    "resolve_neg view_as reshape_as size numel nelement add sub mul remainder floor_divide"
                ),
            ),
            (
                "vectors",
                "sort argsort mean std var prod logsumexp add sub mul div",
            ),
            (
                "any",
                (
                    "max amax min sum unique item tolist to_list clip clamp masked_fill cumsum argmax argmin "
                    "multinomial topk softmax log_softmax sigmoid relu tanh exp gelu logsigmoid pow sqrt square "
                    "log log1p log2 clone detach numpy contiguous cpu cuda pin_memory requires_grad_ "
                    "share_memory_ to_numpy long int float double byte char short bool astype to type "
                    "new_tensor type_as reshape view flatten ravel squeeze unsqueeze transpose permute t "
                    "swapaxes flip roll expand expand_as repeat repeat_interleave copy readinto readinto1 "
                    "recv_into recvfrom_into"
                ),
            ),
        ),
        attributes=(
            (
                "array",
                "shape size T flat values data mT mH H real",
            ),
            (
                "any",
                "shape values",
            ),
            (
                "vectors",
                "data",
            ),
            (
                "tuple",
                "values indices",
            ),
            (
                "number",
                "value",
            ),
        ),
        in_place=(
            (
                "number",
                "assign assign_add assign_sub",
            ),
            (
                "array",
                (
                    "put resize itemset partition setfield storage untyped_storage assign assign_add assign_sub "
                    "scatter_update scatter_add scatter_sub scatter_mul scatter_div scatter_min scatter_max "
                    "batch_scatter_update scatter_nd_update scatter_nd_add scatter_nd_sub scatter_nd_min "
                    "scatter_nd_max"
                ),
            ),
        ),
    ),
    Contents(
        file="arrays.resampling",
        roots="sklearn imblearn",
        entries=(
            (
                "sklearn",
                "utils.shuffle utils.resample",
            ),
            (
                "imblearn",
                (
                    "over_sampling.RandomOverSampler over_sampling.SMOTE over_sampling.ADASYN "
                    "over_sampling.BorderlineSMOTE under_sampling.RandomUnderSampler under_sampling.NearMiss "
                    "under_sampling.TomekLinks under_sampling.EditedNearestNeighbours combine.SMOTETomek "
                    "combine.SMOTEENN"
                ),
            ),
        ),
        methods=(
            (
                "imblearn.over_sampling.RandomOverSampler",
                "fit_resample fit_sample",
            ),
        ),
    ),
    Contents(
        file="attrs",
        roots="attr attrs",
        entries=(
            (
                "attr attrs",
                "define mutable frozen field Factory",
            ),
            (
                "attr",
                "dataclass s attributes ib attrib",
            ),
        ),
    ),
    Contents(
        file="deepctr",
        roots=(
            "deepctr.feature_column deepctr_torch.inputs deepmatch.feature_column deepctr.models "
            "deepctr_torch.models deepmatch.models"
        ),
        entries=(
            (
                (
                    "deepctr.feature_column deepctr_torch.inputs deepmatch.feature_column"
                ),
                "SparseFeat VarLenSparseFeat get_feature_names",
            ),
            (
                "deepctr.models deepctr_torch.models deepmatch.models",
                (
                    "AFM AFN AutoInt BST CCPM DCN DCNMix DIEN DIFM DIN DSIN DeepFEFM DeepFM EDCN FGCNN FLEN FNN "
                    "FiBiNET FwFM IFM MLR NFM ONN PNN WDL xDeepFM"
                ),
            ),
        ),
        methods=(
            (
                "deepctr.models.Model",
                "fit predict evaluate train_on_batch predict_on_batch",
            ),
        ),
    ),
    Contents(
        file="einops",
        roots="einops",
        entries=(
            (
                "einops",
                "rearrange repeat reduce parse_shape asnumpy",
            ),
        ),
    ),
    Contents(
        file="hugging_face.tokenizers",
        roots="tokenizers tokenizers.implementations",
        entries=(
            (
                "tokenizers tokenizers.implementations",
                (
                    "Tokenizer Tokenizer.from_pretrained Tokenizer.from_str Tokenizer.from_buffer "
                    "ByteLevelBPETokenizer ByteLevelBPETokenizer.from_pretrained ByteLevelBPETokenizer.from_str "
                    "ByteLevelBPETokenizer.from_buffer CharBPETokenizer CharBPETokenizer.from_pretrained "
                    "CharBPETokenizer.from_str CharBPETokenizer.from_buffer BertWordPieceTokenizer "
                    "BertWordPieceTokenizer.from_pretrained BertWordPieceTokenizer.from_str "
                    "BertWordPieceTokenizer.from_buffer SentencePieceBPETokenizer "
                    "SentencePieceBPETokenizer.from_pretrained SentencePieceBPETokenizer.from_str "
                    "SentencePieceBPETokenizer.from_buffer SentencePieceUnigramTokenizer "
                    "SentencePieceUnigramTokenizer.from_pretrained SentencePieceUnigramTokenizer.from_str "
                    "SentencePieceUnigramTokenizer.from_buffer Tokenizer.from_file "
                    "ByteLevelBPETokenizer.from_file CharBPETokenizer.from_file "
                    "BertWordPieceTokenizer.from_file SentencePieceBPETokenizer.from_file "
                    "SentencePieceUnigramTokenizer.from_file"
                ),
            ),
        ),
    ),
    Contents(
        file="hugging_face.transformers",
        roots="transformers",
        entries=(
            (
                "transformers",
                (
                    "AutoTokenizer.from_pretrained AutoTokenizerFast.from_pretrained "
                    "CLIPTokenizer.from_pretrained CLIPTokenizerFast.from_pretrained "
                    "AlbertTokenizer.from_pretrained AlbertTokenizerFast.from_pretrained "
                    "BartTokenizer.from_pretrained BartTokenizerFast.from_pretrained "
                    "BertTokenizer.from_pretrained BertTokenizerFast.from_pretrained "
                    "BertGenerationTokenizer.from_pretrained BertGenerationTokenizerFast.from_pretrained "
                    "BigBirdTokenizer.from_pretrained BigBirdTokenizerFast.from_pretrained "
                    "BlenderbotTokenizer.from_pretrained BlenderbotTokenizerFast.from_pretrained "
                    "BloomTokenizer.from_pretrained BloomTokenizerFast.from_pretrained "
                    "CamembertTokenizer.from_pretrained CamembertTokenizerFast.from_pretrained "
                    "CodeGenTokenizer.from_pretrained CodeGenTokenizerFast.from_pretrained "
                    "CTRLTokenizer.from_pretrained CTRLTokenizerFast.from_pretrained "
                    "DebertaTokenizer.from_pretrained DebertaTokenizerFast.from_pretrained "
                    "DebertaV2Tokenizer.from_pretrained DebertaV2TokenizerFast.from_pretrained "
                    "DistilBertTokenizer.from_pretrained DistilBertTokenizerFast.from_pretrained "
                    "ElectraTokenizer.from_pretrained ElectraTokenizerFast.from_pretrained "
                    "ErnieTokenizer.from_pretrained ErnieTokenizerFast.from_pretrained "
                    "FlaubertTokenizer.from_pretrained FlaubertTokenizerFast.from_pretrained "
                    "FunnelTokenizer.from_pretrained FunnelTokenizerFast.from_pretrained "
                    "GemmaTokenizer.from_pretrained GemmaTokenizerFast.from_pretrained "
                    "Gemma2Tokenizer.from_pretrained Gemma2TokenizerFast.from_pretrained "
                    "GPT2Tokenizer.from_pretrained GPT2TokenizerFast.from_pretrained "
                    "GPTNeoTokenizer.from_pretrained GPTNeoTokenizerFast.from_pretrained "
                    "GPTNeoXTokenizer.from_pretrained GPTNeoXTokenizerFast.from_pretrained "
                    "GPTJTokenizer.from_pretrained GPTJTokenizerFast.from_pretrained "
                    "LEDTokenizer.from_pretrained LEDTokenizerFast.from_pretrained "
                    "LlamaTokenizer.from_pretrained LlamaTokenizerFast.from_pretrained "
                    "LongformerTokenizer.from_pretrained LongformerTokenizerFast.from_pretrained "
                    "LongT5Tokenizer.from_pretrained LongT5TokenizerFast.from_pretrained "
                    "M2M100Tokenizer.from_pretrained M2M100TokenizerFast.from_pretrained "
                    "MarianTokenizer.from_pretrained MarianTokenizerFast.from_pretrained "
                    "MBartTokenizer.from_pretrained MBartTokenizerFast.from_pretrained "
                    "MBart50Tokenizer.from_pretrained MBart50TokenizerFast.from_pretrained "
                    "MistralTokenizer.from_pretrained MistralTokenizerFast.from_pretrained "
                    "MixtralTokenizer.from_pretrained MixtralTokenizerFast.from_pretrained "
                    "MobileBertTokenizer.from_pretrained MobileBertTokenizerFast.from_pretrained "
                    "MPNetTokenizer.from_pretrained MPNetTokenizerFast.from_pretrained "
                    "MPTTokenizer.from_pretrained MPTTokenizerFast.from_pretrained MT5Tokenizer.from_pretrained "
                    "MT5TokenizerFast.from_pretrained NLLBTokenizer.from_pretrained "
                    "NLLBTokenizerFast.from_pretrained OpenAIGPTTokenizer.from_pretrained "
                    "OpenAIGPTTokenizerFast.from_pretrained OPTTokenizer.from_pretrained "
                    "OPTTokenizerFast.from_pretrained PegasusTokenizer.from_pretrained "
                    "PegasusTokenizerFast.from_pretrained PhiTokenizer.from_pretrained "
                    "PhiTokenizerFast.from_pretrained Phi3Tokenizer.from_pretrained "
                    "Phi3TokenizerFast.from_pretrained Qwen2Tokenizer.from_pretrained "
                    "Qwen2TokenizerFast.from_pretrained ReformerTokenizer.from_pretrained "
                    "ReformerTokenizerFast.from_pretrained RobertaTokenizer.from_pretrained "
                    "RobertaTokenizerFast.from_pretrained RoFormerTokenizer.from_pretrained "
                    "RoFormerTokenizerFast.from_pretrained SqueezeBertTokenizer.from_pretrained "
                    "SqueezeBertTokenizerFast.from_pretrained T5Tokenizer.from_pretrained "
                    "T5TokenizerFast.from_pretrained TransfoXLTokenizer.from_pretrained "
                    "TransfoXLTokenizerFast.from_pretrained WhisperTokenizer.from_pretrained "
                    "WhisperTokenizerFast.from_pretrained XLMTokenizer.from_pretrained "
                    "XLMTokenizerFast.from_pretrained XLMRobertaTokenizer.from_pretrained "
                    "XLMRobertaTokenizerFast.from_pretrained XLNetTokenizer.from_pretrained "
                    "XLNetTokenizerFast.from_pretrained PreTrainedTokenizerFast.from_pretrained "
                    "PreTrainedTokenizerFast DataCollatorWithPadding DataCollatorForLanguageModeling "
                    "DataCollatorForSeq2Seq DataCollatorForTokenClassification DataCollatorForWholeWordMask "
                    "AlbertConfig BartConfig BertConfig BertGenerationConfig BigBirdConfig BlenderbotConfig "
                    "BloomConfig CamembertConfig CodeGenConfig CTRLConfig DebertaConfig DebertaV2Config "
                    "DistilBertConfig ElectraConfig ErnieConfig FlaubertConfig FunnelConfig GemmaConfig "
                    "Gemma2Config GPT2Config GPTNeoConfig GPTNeoXConfig GPTJConfig LEDConfig LlamaConfig "
                    "LongformerConfig LongT5Config M2M100Config MarianConfig MBartConfig MBart50Config "
                    "MistralConfig MixtralConfig MobileBertConfig MPNetConfig MPTConfig MT5Config NLLBConfig "
                    "OpenAIGPTConfig OPTConfig PegasusConfig PhiConfig Phi3Config Qwen2Config ReformerConfig "
                    "RobertaConfig RoFormerConfig SqueezeBertConfig T5Config TransfoXLConfig WhisperConfig "
                    "XLMConfig XLMRobertaConfig XLNetConfig AutoModel.from_pretrained "
                    "AutoLMHeadModel.from_pretrained AutoDoubleHeadsModel.from_pretrained "
                    "AutoForCausalLM.from_pretrained AutoForMaskedLM.from_pretrained "
                    "AutoForPreTraining.from_pretrained AutoForMultipleChoice.from_pretrained "
                    "AutoForSequenceClassification.from_pretrained AutoForTokenClassification.from_pretrained "
                    "AutoForQuestionAnswering.from_pretrained AutoForConditionalGeneration.from_pretrained "
                    "AutoForNextSentencePrediction.from_pretrained AutoWithLMHeadModel.from_pretrained "
                    "AlbertModel.from_pretrained AlbertModel AlbertLMHeadModel.from_pretrained "
                    "AlbertLMHeadModel AlbertDoubleHeadsModel.from_pretrained AlbertDoubleHeadsModel "
                    "AlbertForCausalLM.from_pretrained AlbertForCausalLM AlbertForMaskedLM.from_pretrained "
                    "AlbertForMaskedLM AlbertForPreTraining.from_pretrained AlbertForPreTraining "
                    "AlbertForMultipleChoice.from_pretrained AlbertForMultipleChoice "
                    "AlbertForSequenceClassification.from_pretrained AlbertForSequenceClassification "
                    "AlbertForTokenClassification.from_pretrained AlbertForTokenClassification "
                    "AlbertForQuestionAnswering.from_pretrained AlbertForQuestionAnswering "
                    "AlbertForConditionalGeneration.from_pretrained AlbertForConditionalGeneration "
                    "AlbertForNextSentencePrediction.from_pretrained AlbertForNextSentencePrediction "
                    "AlbertWithLMHeadModel.from_pretrained AlbertWithLMHeadModel BartModel.from_pretrained "
                    "BartModel BartLMHeadModel.from_pretrained BartLMHeadModel "
                    "BartDoubleHeadsModel.from_pretrained BartDoubleHeadsModel BartForCausalLM.from_pretrained "
                    "BartForCausalLM BartForMaskedLM.from_pretrained BartForMaskedLM "
                    "BartForPreTraining.from_pretrained BartForPreTraining "
                    "BartForMultipleChoice.from_pretrained BartForMultipleChoice "
                    "BartForSequenceClassification.from_pretrained BartForSequenceClassification "
                    "BartForTokenClassification.from_pretrained BartForTokenClassification "
                    "BartForQuestionAnswering.from_pretrained BartForQuestionAnswering "
                    "BartForConditionalGeneration.from_pretrained BartForConditionalGeneration "
                    "BartForNextSentencePrediction.from_pretrained BartForNextSentencePrediction "
                    "BartWithLMHeadModel.from_pretrained BartWithLMHeadModel BertModel.from_pretrained "
                    "BertModel BertLMHeadModel.from_pretrained BertLMHeadModel "
                    "BertDoubleHeadsModel.from_pretrained BertDoubleHeadsModel BertForCausalLM.from_pretrained "
                    "BertForCausalLM BertForMaskedLM.from_pretrained BertForMaskedLM "
                    "BertForPreTraining.from_pretrained BertForPreTraining "
                    "BertForMultipleChoice.from_pretrained BertForMultipleChoice "
                    "BertForSequenceClassification.from_pretrained BertForSequenceClassification "
                    "BertForTokenClassification.from_pretrained BertForTokenClassification "
                    "BertForQuestionAnswering.from_pretrained BertForQuestionAnswering "
                    "BertForConditionalGeneration.from_pretrained BertForConditionalGeneration "
                    "BertForNextSentencePrediction.from_pretrained BertForNextSentencePrediction "
                    "BertWithLMHeadModel.from_pretrained BertWithLMHeadModel "
                    "BertGenerationModel.from_pretrained BertGenerationModel "
                    "BertGenerationLMHeadModel.from_pretrained BertGenerationLMHeadModel "
                    "BertGenerationDoubleHeadsModel.from_pretrained BertGenerationDoubleHeadsModel "
                    "BertGenerationForCausalLM.from_pretrained BertGenerationForCausalLM "
                    "BertGenerationForMaskedLM.from_pretrained BertGenerationForMaskedLM "
                    "BertGenerationForPreTraining.from_pretrained BertGenerationForPreTraining "
                    "BertGenerationForMultipleChoice.from_pretrained BertGenerationForMultipleChoice "
                    "BertGenerationForSequenceClassification.from_pretrained "
                    "BertGenerationForSequenceClassification "
                    "BertGenerationForTokenClassification.from_pretrained BertGenerationForTokenClassification "
                    "BertGenerationForQuestionAnswering.from_pretrained BertGenerationForQuestionAnswering "
                    "BertGenerationForConditionalGeneration.from_pretrained "
                    "BertGenerationForConditionalGeneration "
                    "BertGenerationForNextSentencePrediction.from_pretrained "
                    "BertGenerationForNextSentencePrediction BertGenerationWithLMHeadModel.from_pretrained "
                    "BertGenerationWithLMHeadModel BigBirdModel.from_pretrained BigBirdModel "
                    "BigBirdLMHeadModel.from_pretrained BigBirdLMHeadModel "
                    "BigBirdDoubleHeadsModel.from_pretrained BigBirdDoubleHeadsModel "
                    "BigBirdForCausalLM.from_pretrained BigBirdForCausalLM BigBirdForMaskedLM.from_pretrained "
                    "BigBirdForMaskedLM BigBirdForPreTraining.from_pretrained BigBirdForPreTraining "
                    "BigBirdForMultipleChoice.from_pretrained BigBirdForMultipleChoice "
                    "BigBirdForSequenceClassification.from_pretrained BigBirdForSequenceClassification "
                    "BigBirdForTokenClassification.from_pretrained BigBirdForTokenClassification "
                    "BigBirdForQuestionAnswering.from_pretrained BigBirdForQuestionAnswering "
                    "BigBirdForConditionalGeneration.from_pretrained BigBirdForConditionalGeneration "
                    "BigBirdForNextSentencePrediction.from_pretrained BigBirdForNextSentencePrediction "
                    "BigBirdWithLMHeadModel.from_pretrained BigBirdWithLMHeadModel "
                    "BlenderbotModel.from_pretrained BlenderbotModel BlenderbotLMHeadModel.from_pretrained "
                    "BlenderbotLMHeadModel BlenderbotDoubleHeadsModel.from_pretrained "
                    "BlenderbotDoubleHeadsModel BlenderbotForCausalLM.from_pretrained BlenderbotForCausalLM "
                    "BlenderbotForMaskedLM.from_pretrained BlenderbotForMaskedLM "
                    "BlenderbotForPreTraining.from_pretrained BlenderbotForPreTraining "
                    "BlenderbotForMultipleChoice.from_pretrained BlenderbotForMultipleChoice "
                    "BlenderbotForSequenceClassification.from_pretrained BlenderbotForSequenceClassification "
                    "BlenderbotForTokenClassification.from_pretrained BlenderbotForTokenClassification "
                    "BlenderbotForQuestionAnswering.from_pretrained BlenderbotForQuestionAnswering "
                    "BlenderbotForConditionalGeneration.from_pretrained BlenderbotForConditionalGeneration "
                    "BlenderbotForNextSentencePrediction.from_pretrained BlenderbotForNextSentencePrediction "
                    "BlenderbotWithLMHeadModel.from_pretrained BlenderbotWithLMHeadModel "
                    "BloomModel.from_pretrained BloomModel BloomLMHeadModel.from_pretrained BloomLMHeadModel "
                    "BloomDoubleHeadsModel.from_pretrained BloomDoubleHeadsModel "
                    "BloomForCausalLM.from_pretrained BloomForCausalLM BloomForMaskedLM.from_pretrained "
                    "BloomForMaskedLM BloomForPreTraining.from_pretrained BloomForPreTraining "
                    "BloomForMultipleChoice.from_pretrained BloomForMultipleChoice "
                    "BloomForSequenceClassification.from_pretrained BloomForSequenceClassification "
                    "BloomForTokenClassification.from_pretrained BloomForTokenClassification "
                    "BloomForQuestionAnswering.from_pretrained BloomForQuestionAnswering "
                    "BloomForConditionalGeneration.from_pretrained BloomForConditionalGeneration "
                    "BloomForNextSentencePrediction.from_pretrained BloomForNextSentencePrediction "
                    "BloomWithLMHeadModel.from_pretrained BloomWithLMHeadModel CamembertModel.from_pretrained "
                    "CamembertModel CamembertLMHeadModel.from_pretrained CamembertLMHeadModel "
                    "CamembertDoubleHeadsModel.from_pretrained CamembertDoubleHeadsModel "
                    "CamembertForCausalLM.from_pretrained CamembertForCausalLM "
                    "CamembertForMaskedLM.from_pretrained CamembertForMaskedLM "
                    "CamembertForPreTraining.from_pretrained CamembertForPreTraining "
                    "CamembertForMultipleChoice.from_pretrained CamembertForMultipleChoice "
                    "CamembertForSequenceClassification.from_pretrained CamembertForSequenceClassification "
                    "CamembertForTokenClassification.from_pretrained CamembertForTokenClassification "
                    "CamembertForQuestionAnswering.from_pretrained CamembertForQuestionAnswering "
                    "CamembertForConditionalGeneration.from_pretrained CamembertForConditionalGeneration "
                    "CamembertForNextSentencePrediction.from_pretrained CamembertForNextSentencePrediction "
                    "CamembertWithLMHeadModel.from_pretrained CamembertWithLMHeadModel "
                    "CodeGenModel.from_pretrained CodeGenModel CodeGenLMHeadModel.from_pretrained "
                    "CodeGenLMHeadModel CodeGenDoubleHeadsModel.from_pretrained CodeGenDoubleHeadsModel "
                    "CodeGenForCausalLM.from_pretrained CodeGenForCausalLM CodeGenForMaskedLM.from_pretrained "
                    "CodeGenForMaskedLM CodeGenForPreTraining.from_pretrained CodeGenForPreTraining "
                    "CodeGenForMultipleChoice.from_pretrained CodeGenForMultipleChoice "
                    "CodeGenForSequenceClassification.from_pretrained CodeGenForSequenceClassification "
                    "CodeGenForTokenClassification.from_pretrained CodeGenForTokenClassification "
                    "CodeGenForQuestionAnswering.from_pretrained CodeGenForQuestionAnswering "
                    "CodeGenForConditionalGeneration.from_pretrained CodeGenForConditionalGeneration "
                    "CodeGenForNextSentencePrediction.from_pretrained CodeGenForNextSentencePrediction "
                    "CodeGenWithLMHeadModel.from_pretrained CodeGenWithLMHeadModel CTRLModel.from_pretrained "
                    "CTRLModel CTRLLMHeadModel.from_pretrained CTRLLMHeadModel "
                    "CTRLDoubleHeadsModel.from_pretrained CTRLDoubleHeadsModel CTRLForCausalLM.from_pretrained "
                    "CTRLForCausalLM CTRLForMaskedLM.from_pretrained CTRLForMaskedLM "
                    "CTRLForPreTraining.from_pretrained CTRLForPreTraining "
                    "CTRLForMultipleChoice.from_pretrained CTRLForMultipleChoice "
                    "CTRLForSequenceClassification.from_pretrained CTRLForSequenceClassification "
                    "CTRLForTokenClassification.from_pretrained CTRLForTokenClassification "
                    "CTRLForQuestionAnswering.from_pretrained CTRLForQuestionAnswering "
                    "CTRLForConditionalGeneration.from_pretrained CTRLForConditionalGeneration "
                    "CTRLForNextSentencePrediction.from_pretrained CTRLForNextSentencePrediction "
                    "CTRLWithLMHeadModel.from_pretrained CTRLWithLMHeadModel DebertaModel.from_pretrained "
                    "DebertaModel DebertaLMHeadModel.from_pretrained DebertaLMHeadModel "
                    "DebertaDoubleHeadsModel.from_pretrained DebertaDoubleHeadsModel "
                    "DebertaForCausalLM.from_pretrained DebertaForCausalLM DebertaForMaskedLM.from_pretrained "
                    "DebertaForMaskedLM DebertaForPreTraining.from_pretrained DebertaForPreTraining "
                    "DebertaForMultipleChoice.from_pretrained DebertaForMultipleChoice "
                    "DebertaForSequenceClassification.from_pretrained DebertaForSequenceClassification "
                    "DebertaForTokenClassification.from_pretrained DebertaForTokenClassification "
                    "DebertaForQuestionAnswering.from_pretrained DebertaForQuestionAnswering "
                    "DebertaForConditionalGeneration.from_pretrained DebertaForConditionalGeneration "
                    "DebertaForNextSentencePrediction.from_pretrained DebertaForNextSentencePrediction "
                    "DebertaWithLMHeadModel.from_pretrained DebertaWithLMHeadModel "
                    "DebertaV2Model.from_pretrained DebertaV2Model DebertaV2LMHeadModel.from_pretrained "
                    "DebertaV2LMHeadModel DebertaV2DoubleHeadsModel.from_pretrained DebertaV2DoubleHeadsModel "
                    "DebertaV2ForCausalLM.from_pretrained DebertaV2ForCausalLM "
                    "DebertaV2ForMaskedLM.from_pretrained DebertaV2ForMaskedLM "
                    "DebertaV2ForPreTraining.from_pretrained DebertaV2ForPreTraining "
                    "DebertaV2ForMultipleChoice.from_pretrained DebertaV2ForMultipleChoice "
                    "DebertaV2ForSequenceClassification.from_pretrained DebertaV2ForSequenceClassification "
                    "DebertaV2ForTokenClassification.from_pretrained DebertaV2ForTokenClassification "
                    "DebertaV2ForQuestionAnswering.from_pretrained DebertaV2ForQuestionAnswering "
                    "DebertaV2ForConditionalGeneration.from_pretrained DebertaV2ForConditionalGeneration "
                    "DebertaV2ForNextSentencePrediction.from_pretrained DebertaV2ForNextSentencePrediction "
                    "DebertaV2WithLMHeadModel.from_pretrained DebertaV2WithLMHeadModel "
                    "DistilBertModel.from_pretrained DistilBertModel DistilBertLMHeadModel.from_pretrained "
                    "DistilBertLMHeadModel DistilBertDoubleHeadsModel.from_pretrained "
                    "DistilBertDoubleHeadsModel DistilBertForCausalLM.from_pretrained DistilBertForCausalLM "
                    "DistilBertForMaskedLM.from_pretrained DistilBertForMaskedLM "
                    "DistilBertForPreTraining.from_pretrained DistilBertForPreTraining "
                    "DistilBertForMultipleChoice.from_pretrained DistilBertForMultipleChoice "
                    "DistilBertForSequenceClassification.from_pretrained DistilBertForSequenceClassification "
                    "DistilBertForTokenClassification.from_pretrained DistilBertForTokenClassification "
                    "DistilBertForQuestionAnswering.from_pretrained DistilBertForQuestionAnswering "
                    "DistilBertForConditionalGeneration.from_pretrained DistilBertForConditionalGeneration "
                    "DistilBertForNextSentencePrediction.from_pretrained DistilBertForNextSentencePrediction "
                    "DistilBertWithLMHeadModel.from_pretrained DistilBertWithLMHeadModel "
                    "ElectraModel.from_pretrained ElectraModel ElectraLMHeadModel.from_pretrained "
                    "ElectraLMHeadModel ElectraDoubleHeadsModel.from_pretrained ElectraDoubleHeadsModel "
                    "ElectraForCausalLM.from_pretrained ElectraForCausalLM ElectraForMaskedLM.from_pretrained "
                    "ElectraForMaskedLM ElectraForPreTraining.from_pretrained ElectraForPreTraining "
                    "ElectraForMultipleChoice.from_pretrained ElectraForMultipleChoice "
                    "ElectraForSequenceClassification.from_pretrained ElectraForSequenceClassification "
                    "ElectraForTokenClassification.from_pretrained ElectraForTokenClassification "
                    "ElectraForQuestionAnswering.from_pretrained ElectraForQuestionAnswering "
                    "ElectraForConditionalGeneration.from_pretrained ElectraForConditionalGeneration "
                    "ElectraForNextSentencePrediction.from_pretrained ElectraForNextSentencePrediction "
                    "ElectraWithLMHeadModel.from_pretrained ElectraWithLMHeadModel ErnieModel.from_pretrained "
                    "ErnieModel ErnieLMHeadModel.from_pretrained ErnieLMHeadModel "
                    "ErnieDoubleHeadsModel.from_pretrained ErnieDoubleHeadsModel "
                    "ErnieForCausalLM.from_pretrained ErnieForCausalLM ErnieForMaskedLM.from_pretrained "
                    "ErnieForMaskedLM ErnieForPreTraining.from_pretrained ErnieForPreTraining "
                    "ErnieForMultipleChoice.from_pretrained ErnieForMultipleChoice "
                    "ErnieForSequenceClassification.from_pretrained ErnieForSequenceClassification "
                    "ErnieForTokenClassification.from_pretrained ErnieForTokenClassification "
                    "ErnieForQuestionAnswering.from_pretrained ErnieForQuestionAnswering "
                    "ErnieForConditionalGeneration.from_pretrained ErnieForConditionalGeneration "
                    "ErnieForNextSentencePrediction.from_pretrained ErnieForNextSentencePrediction "
                    "ErnieWithLMHeadModel.from_pretrained ErnieWithLMHeadModel FlaubertModel.from_pretrained "
                    "FlaubertModel FlaubertLMHeadModel.from_pretrained FlaubertLMHeadModel "
                    "FlaubertDoubleHeadsModel.from_pretrained FlaubertDoubleHeadsModel "
                    "FlaubertForCausalLM.from_pretrained FlaubertForCausalLM "
                    "FlaubertForMaskedLM.from_pretrained FlaubertForMaskedLM "
                    "FlaubertForPreTraining.from_pretrained FlaubertForPreTraining "
                    "FlaubertForMultipleChoice.from_pretrained FlaubertForMultipleChoice "
                    "FlaubertForSequenceClassification.from_pretrained FlaubertForSequenceClassification "
                    "FlaubertForTokenClassification.from_pretrained FlaubertForTokenClassification "
                    "FlaubertForQuestionAnswering.from_pretrained FlaubertForQuestionAnswering "
                    "FlaubertForConditionalGeneration.from_pretrained FlaubertForConditionalGeneration "
                    "FlaubertForNextSentencePrediction.from_pretrained FlaubertForNextSentencePrediction "
                    "FlaubertWithLMHeadModel.from_pretrained FlaubertWithLMHeadModel "
                    "FunnelModel.from_pretrained FunnelModel FunnelLMHeadModel.from_pretrained "
                    "FunnelLMHeadModel FunnelDoubleHeadsModel.from_pretrained FunnelDoubleHeadsModel "
                    "FunnelForCausalLM.from_pretrained FunnelForCausalLM FunnelForMaskedLM.from_pretrained "
                    "FunnelForMaskedLM FunnelForPreTraining.from_pretrained FunnelForPreTraining "
                    "FunnelForMultipleChoice.from_pretrained FunnelForMultipleChoice "
                    "FunnelForSequenceClassification.from_pretrained FunnelForSequenceClassification "
                    "FunnelForTokenClassification.from_pretrained FunnelForTokenClassification "
                    "FunnelForQuestionAnswering.from_pretrained FunnelForQuestionAnswering "
                    "FunnelForConditionalGeneration.from_pretrained FunnelForConditionalGeneration "
                    "FunnelForNextSentencePrediction.from_pretrained FunnelForNextSentencePrediction "
                    "FunnelWithLMHeadModel.from_pretrained FunnelWithLMHeadModel GemmaModel.from_pretrained "
                    "GemmaModel GemmaLMHeadModel.from_pretrained GemmaLMHeadModel "
                    "GemmaDoubleHeadsModel.from_pretrained GemmaDoubleHeadsModel "
                    "GemmaForCausalLM.from_pretrained GemmaForCausalLM GemmaForMaskedLM.from_pretrained "
                    "GemmaForMaskedLM GemmaForPreTraining.from_pretrained GemmaForPreTraining "
                    "GemmaForMultipleChoice.from_pretrained GemmaForMultipleChoice "
                    "GemmaForSequenceClassification.from_pretrained GemmaForSequenceClassification "
                    "GemmaForTokenClassification.from_pretrained GemmaForTokenClassification "
                    "GemmaForQuestionAnswering.from_pretrained GemmaForQuestionAnswering "
                    "GemmaForConditionalGeneration.from_pretrained GemmaForConditionalGeneration "
                    "GemmaForNextSentencePrediction.from_pretrained GemmaForNextSentencePrediction "
                    "GemmaWithLMHeadModel.from_pretrained GemmaWithLMHeadModel Gemma2Model.from_pretrained "
                    "Gemma2Model Gemma2LMHeadModel.from_pretrained Gemma2LMHeadModel "
                    "Gemma2DoubleHeadsModel.from_pretrained Gemma2DoubleHeadsModel "
                    "Gemma2ForCausalLM.from_pretrained Gemma2ForCausalLM Gemma2ForMaskedLM.from_pretrained "
                    "Gemma2ForMaskedLM Gemma2ForPreTraining.from_pretrained Gemma2ForPreTraining "
                    "Gemma2ForMultipleChoice.from_pretrained Gemma2ForMultipleChoice "
                    "Gemma2ForSequenceClassification.from_pretrained Gemma2ForSequenceClassification "
                    "Gemma2ForTokenClassification.from_pretrained Gemma2ForTokenClassification "
                    "Gemma2ForQuestionAnswering.from_pretrained Gemma2ForQuestionAnswering "
                    "Gemma2ForConditionalGeneration.from_pretrained Gemma2ForConditionalGeneration "
                    "Gemma2ForNextSentencePrediction.from_pretrained Gemma2ForNextSentencePrediction "
                    "Gemma2WithLMHeadModel.from_pretrained Gemma2WithLMHeadModel GPT2Model.from_pretrained "
                    "GPT2Model GPT2LMHeadModel.from_pretrained GPT2LMHeadModel "
                    "GPT2DoubleHeadsModel.from_pretrained GPT2DoubleHeadsModel GPT2ForCausalLM.from_pretrained "
                    "GPT2ForCausalLM GPT2ForMaskedLM.from_pretrained GPT2ForMaskedLM "
                    "GPT2ForPreTraining.from_pretrained GPT2ForPreTraining "
                    "GPT2ForMultipleChoice.from_pretrained GPT2ForMultipleChoice "
                    "GPT2ForSequenceClassification.from_pretrained GPT2ForSequenceClassification "
                    "GPT2ForTokenClassification.from_pretrained GPT2ForTokenClassification "
                    "GPT2ForQuestionAnswering.from_pretrained GPT2ForQuestionAnswering "
                    "GPT2ForConditionalGeneration.from_pretrained GPT2ForConditionalGeneration "
                    "GPT2ForNextSentencePrediction.from_pretrained GPT2ForNextSentencePrediction "
                    "GPT2WithLMHeadModel.from_pretrained GPT2WithLMHeadModel GPTNeoModel.from_pretrained "
                    "GPTNeoModel GPTNeoLMHeadModel.from_pretrained GPTNeoLMHeadModel "
                    "GPTNeoDoubleHeadsModel.from_pretrained GPTNeoDoubleHeadsModel "
                    "GPTNeoForCausalLM.from_pretrained GPTNeoForCausalLM GPTNeoForMaskedLM.from_pretrained "
                    "GPTNeoForMaskedLM GPTNeoForPreTraining.from_pretrained GPTNeoForPreTraining "
                    "GPTNeoForMultipleChoice.from_pretrained GPTNeoForMultipleChoice "
                    "GPTNeoForSequenceClassification.from_pretrained GPTNeoForSequenceClassification "
                    "GPTNeoForTokenClassification.from_pretrained GPTNeoForTokenClassification "
                    "GPTNeoForQuestionAnswering.from_pretrained GPTNeoForQuestionAnswering "
                    "GPTNeoForConditionalGeneration.from_pretrained GPTNeoForConditionalGeneration "
                    "GPTNeoForNextSentencePrediction.from_pretrained GPTNeoForNextSentencePrediction "
                    "GPTNeoWithLMHeadModel.from_pretrained GPTNeoWithLMHeadModel GPTNeoXModel.from_pretrained "
                    "GPTNeoXModel GPTNeoXLMHeadModel.from_pretrained GPTNeoXLMHeadModel "
                    "GPTNeoXDoubleHeadsModel.from_pretrained GPTNeoXDoubleHeadsModel "
                    "GPTNeoXForCausalLM.from_pretrained GPTNeoXForCausalLM GPTNeoXForMaskedLM.from_pretrained "
                    "GPTNeoXForMaskedLM GPTNeoXForPreTraining.from_pretrained GPTNeoXForPreTraining "
                    "GPTNeoXForMultipleChoice.from_pretrained GPTNeoXForMultipleChoice "
                    "GPTNeoXForSequenceClassification.from_pretrained GPTNeoXForSequenceClassification "
                    "GPTNeoXForTokenClassification.from_pretrained GPTNeoXForTokenClassification "
                    "GPTNeoXForQuestionAnswering.from_pretrained GPTNeoXForQuestionAnswering "
                    "GPTNeoXForConditionalGeneration.from_pretrained GPTNeoXForConditionalGeneration "
                    "GPTNeoXForNextSentencePrediction.from_pretrained GPTNeoXForNextSentencePrediction "
                    "GPTNeoXWithLMHeadModel.from_pretrained GPTNeoXWithLMHeadModel GPTJModel.from_pretrained "
                    "GPTJModel GPTJLMHeadModel.from_pretrained GPTJLMHeadModel "
                    "GPTJDoubleHeadsModel.from_pretrained GPTJDoubleHeadsModel GPTJForCausalLM.from_pretrained "
                    "GPTJForCausalLM GPTJForMaskedLM.from_pretrained GPTJForMaskedLM "
                    "GPTJForPreTraining.from_pretrained GPTJForPreTraining "
                    "GPTJForMultipleChoice.from_pretrained GPTJForMultipleChoice "
                    "GPTJForSequenceClassification.from_pretrained GPTJForSequenceClassification "
                    "GPTJForTokenClassification.from_pretrained GPTJForTokenClassification "
                    "GPTJForQuestionAnswering.from_pretrained GPTJForQuestionAnswering "
                    "GPTJForConditionalGeneration.from_pretrained GPTJForConditionalGeneration "
                    "GPTJForNextSentencePrediction.from_pretrained GPTJForNextSentencePrediction "
                    "GPTJWithLMHeadModel.from_pretrained GPTJWithLMHeadModel LEDModel.from_pretrained LEDModel "
                    "LEDLMHeadModel.from_pretrained LEDLMHeadModel LEDDoubleHeadsModel.from_pretrained "
                    "LEDDoubleHeadsModel LEDForCausalLM.from_pretrained LEDForCausalLM "
                    "LEDForMaskedLM.from_pretrained LEDForMaskedLM LEDForPreTraining.from_pretrained "
                    "LEDForPreTraining LEDForMultipleChoice.from_pretrained LEDForMultipleChoice "
                    "LEDForSequenceClassification.from_pretrained LEDForSequenceClassification "
                    "LEDForTokenClassification.from_pretrained LEDForTokenClassification "
                    "LEDForQuestionAnswering.from_pretrained LEDForQuestionAnswering "
                    "LEDForConditionalGeneration.from_pretrained LEDForConditionalGeneration "
                    "LEDForNextSentencePrediction.from_pretrained LEDForNextSentencePrediction "
                    "LEDWithLMHeadModel.from_pretrained LEDWithLMHeadModel LlamaModel.from_pretrained "
                    "LlamaModel LlamaLMHeadModel.from_pretrained LlamaLMHeadModel "
                    "LlamaDoubleHeadsModel.from_pretrained LlamaDoubleHeadsModel "
                    "LlamaForCausalLM.from_pretrained LlamaForCausalLM LlamaForMaskedLM.from_pretrained "
                    "LlamaForMaskedLM LlamaForPreTraining.from_pretrained LlamaForPreTraining "
                    "LlamaForMultipleChoice.from_pretrained LlamaForMultipleChoice "
                    "LlamaForSequenceClassification.from_pretrained LlamaForSequenceClassification "
                    "LlamaForTokenClassification.from_pretrained LlamaForTokenClassification "
                    "LlamaForQuestionAnswering.from_pretrained LlamaForQuestionAnswering "
                    "LlamaForConditionalGeneration.from_pretrained LlamaForConditionalGeneration "
                    "LlamaForNextSentencePrediction.from_pretrained LlamaForNextSentencePrediction "
                    "LlamaWithLMHeadModel.from_pretrained LlamaWithLMHeadModel LongformerModel.from_pretrained "
                    "LongformerModel LongformerLMHeadModel.from_pretrained LongformerLMHeadModel "
                    "LongformerDoubleHeadsModel.from_pretrained LongformerDoubleHeadsModel "
                    "LongformerForCausalLM.from_pretrained LongformerForCausalLM "
                    "LongformerForMaskedLM.from_pretrained LongformerForMaskedLM "
                    "LongformerForPreTraining.from_pretrained LongformerForPreTraining "
                    "LongformerForMultipleChoice.from_pretrained LongformerForMultipleChoice "
                    "LongformerForSequenceClassification.from_pretrained LongformerForSequenceClassification "
                    "LongformerForTokenClassification.from_pretrained LongformerForTokenClassification "
                    "LongformerForQuestionAnswering.from_pretrained LongformerForQuestionAnswering "
                    "LongformerForConditionalGeneration.from_pretrained LongformerForConditionalGeneration "
                    "LongformerForNextSentencePrediction.from_pretrained LongformerForNextSentencePrediction "
                    "LongformerWithLMHeadModel.from_pretrained LongformerWithLMHeadModel "
                    "LongT5Model.from_pretrained LongT5Model LongT5LMHeadModel.from_pretrained "
                    "LongT5LMHeadModel LongT5DoubleHeadsModel.from_pretrained LongT5DoubleHeadsModel "
                    "LongT5ForCausalLM.from_pretrained LongT5ForCausalLM LongT5ForMaskedLM.from_pretrained "
                    "LongT5ForMaskedLM LongT5ForPreTraining.from_pretrained LongT5ForPreTraining "
                    "LongT5ForMultipleChoice.from_pretrained LongT5ForMultipleChoice "
                    "LongT5ForSequenceClassification.from_pretrained LongT5ForSequenceClassification "
                    "LongT5ForTokenClassification.from_pretrained LongT5ForTokenClassification "
                    "LongT5ForQuestionAnswering.from_pretrained LongT5ForQuestionAnswering "
                    "LongT5ForConditionalGeneration.from_pretrained LongT5ForConditionalGeneration "
                    "LongT5ForNextSentencePrediction.from_pretrained LongT5ForNextSentencePrediction "
                    "LongT5WithLMHeadModel.from_pretrained LongT5WithLMHeadModel M2M100Model.from_pretrained "
                    "M2M100Model M2M100LMHeadModel.from_pretrained M2M100LMHeadModel "
                    "M2M100DoubleHeadsModel.from_pretrained M2M100DoubleHeadsModel "
                    "M2M100ForCausalLM.from_pretrained M2M100ForCausalLM M2M100ForMaskedLM.from_pretrained "
                    "M2M100ForMaskedLM M2M100ForPreTraining.from_pretrained M2M100ForPreTraining "
                    "M2M100ForMultipleChoice.from_pretrained M2M100ForMultipleChoice "
                    "M2M100ForSequenceClassification.from_pretrained M2M100ForSequenceClassification "
                    "M2M100ForTokenClassification.from_pretrained M2M100ForTokenClassification "
                    "M2M100ForQuestionAnswering.from_pretrained M2M100ForQuestionAnswering "
                    "M2M100ForConditionalGeneration.from_pretrained M2M100ForConditionalGeneration "
                    "M2M100ForNextSentencePrediction.from_pretrained M2M100ForNextSentencePrediction "
                    "M2M100WithLMHeadModel.from_pretrained M2M100WithLMHeadModel MarianModel.from_pretrained "
                    "MarianModel MarianLMHeadModel.from_pretrained MarianLMHeadModel "
                    "MarianDoubleHeadsModel.from_pretrained MarianDoubleHeadsModel "
                    "MarianForCausalLM.from_pretrained MarianForCausalLM MarianForMaskedLM.from_pretrained "
                    "MarianForMaskedLM MarianForPreTraining.from_pretrained MarianForPreTraining "
                    "MarianForMultipleChoice.from_pretrained MarianForMultipleChoice "
                    "MarianForSequenceClassification.from_pretrained MarianForSequenceClassification "
                    "MarianForTokenClassification.from_pretrained MarianForTokenClassification "
                    "MarianForQuestionAnswering.from_pretrained MarianForQuestionAnswering "
                    "MarianForConditionalGeneration.from_pretrained MarianForConditionalGeneration "
                    "MarianForNextSentencePrediction.from_pretrained MarianForNextSentencePrediction "
                    "MarianWithLMHeadModel.from_pretrained MarianWithLMHeadModel MBartModel.from_pretrained "
                    "MBartModel MBartLMHeadModel.from_pretrained MBartLMHeadModel "
                    "MBartDoubleHeadsModel.from_pretrained MBartDoubleHeadsModel "
                    "MBartForCausalLM.from_pretrained MBartForCausalLM MBartForMaskedLM.from_pretrained "
                    "MBartForMaskedLM MBartForPreTraining.from_pretrained MBartForPreTraining "
                    "MBartForMultipleChoice.from_pretrained MBartForMultipleChoice "
                    "MBartForSequenceClassification.from_pretrained MBartForSequenceClassification "
                    "MBartForTokenClassification.from_pretrained MBartForTokenClassification "
                    "MBartForQuestionAnswering.from_pretrained MBartForQuestionAnswering "
                    "MBartForConditionalGeneration.from_pretrained MBartForConditionalGeneration "
                    "MBartForNextSentencePrediction.from_pretrained MBartForNextSentencePrediction "
                    "MBartWithLMHeadModel.from_pretrained MBartWithLMHeadModel MBart50Model.from_pretrained "
                    "MBart50Model MBart50LMHeadModel.from_pretrained MBart50LMHeadModel "
                    "MBart50DoubleHeadsModel.from_pretrained MBart50DoubleHeadsModel "
                    "MBart50ForCausalLM.from_pretrained MBart50ForCausalLM MBart50ForMaskedLM.from_pretrained "
                    "MBart50ForMaskedLM MBart50ForPreTraining.from_pretrained MBart50ForPreTraining "
                    "MBart50ForMultipleChoice.from_pretrained MBart50ForMultipleChoice "
                    "MBart50ForSequenceClassification.from_pretrained MBart50ForSequenceClassification "
                    "MBart50ForTokenClassification.from_pretrained MBart50ForTokenClassification "
                    "MBart50ForQuestionAnswering.from_pretrained MBart50ForQuestionAnswering "
                    "MBart50ForConditionalGeneration.from_pretrained MBart50ForConditionalGeneration "
                    "MBart50ForNextSentencePrediction.from_pretrained MBart50ForNextSentencePrediction "
                    "MBart50WithLMHeadModel.from_pretrained MBart50WithLMHeadModel MistralModel.from_pretrained "
                    "MistralModel MistralLMHeadModel.from_pretrained MistralLMHeadModel "
                    "MistralDoubleHeadsModel.from_pretrained MistralDoubleHeadsModel "
                    "MistralForCausalLM.from_pretrained MistralForCausalLM MistralForMaskedLM.from_pretrained "
                    "MistralForMaskedLM MistralForPreTraining.from_pretrained MistralForPreTraining "
                    "MistralForMultipleChoice.from_pretrained MistralForMultipleChoice "
                    "MistralForSequenceClassification.from_pretrained MistralForSequenceClassification "
                    "MistralForTokenClassification.from_pretrained MistralForTokenClassification "
                    "MistralForQuestionAnswering.from_pretrained MistralForQuestionAnswering "
                    "MistralForConditionalGeneration.from_pretrained MistralForConditionalGeneration "
                    "MistralForNextSentencePrediction.from_pretrained MistralForNextSentencePrediction "
                    "MistralWithLMHeadModel.from_pretrained MistralWithLMHeadModel MixtralModel.from_pretrained "
                    "MixtralModel MixtralLMHeadModel.from_pretrained MixtralLMHeadModel "
                    "MixtralDoubleHeadsModel.from_pretrained MixtralDoubleHeadsModel "
                    "MixtralForCausalLM.from_pretrained MixtralForCausalLM MixtralForMaskedLM.from_pretrained "
                    "MixtralForMaskedLM MixtralForPreTraining.from_pretrained MixtralForPreTraining "
                    "MixtralForMultipleChoice.from_pretrained MixtralForMultipleChoice "
                    "MixtralForSequenceClassification.from_pretrained MixtralForSequenceClassification "
                    "MixtralForTokenClassification.from_pretrained MixtralForTokenClassification "
                    "MixtralForQuestionAnswering.from_pretrained MixtralForQuestionAnswering "
                    "MixtralForConditionalGeneration.from_pretrained MixtralForConditionalGeneration "
                    "MixtralForNextSentencePrediction.from_pretrained MixtralForNextSentencePrediction "
                    "MixtralWithLMHeadModel.from_pretrained MixtralWithLMHeadModel "
                    "MobileBertModel.from_pretrained MobileBertModel MobileBertLMHeadModel.from_pretrained "
                    "MobileBertLMHeadModel MobileBertDoubleHeadsModel.from_pretrained "
                    "MobileBertDoubleHeadsModel MobileBertForCausalLM.from_pretrained MobileBertForCausalLM "
                    "MobileBertForMaskedLM.from_pretrained MobileBertForMaskedLM "
                    "MobileBertForPreTraining.from_pretrained MobileBertForPreTraining "
                    "MobileBertForMultipleChoice.from_pretrained MobileBertForMultipleChoice "
                    "MobileBertForSequenceClassification.from_pretrained MobileBertForSequenceClassification "
                    "MobileBertForTokenClassification.from_pretrained MobileBertForTokenClassification "
                    "MobileBertForQuestionAnswering.from_pretrained MobileBertForQuestionAnswering "
                    "MobileBertForConditionalGeneration.from_pretrained MobileBertForConditionalGeneration "
                    "MobileBertForNextSentencePrediction.from_pretrained MobileBertForNextSentencePrediction "
                    "MobileBertWithLMHeadModel.from_pretrained MobileBertWithLMHeadModel "
                    "MPNetModel.from_pretrained MPNetModel MPNetLMHeadModel.from_pretrained MPNetLMHeadModel "
                    "MPNetDoubleHeadsModel.from_pretrained MPNetDoubleHeadsModel "
                    "MPNetForCausalLM.from_pretrained MPNetForCausalLM MPNetForMaskedLM.from_pretrained "
                    "MPNetForMaskedLM MPNetForPreTraining.from_pretrained MPNetForPreTraining "
                    "MPNetForMultipleChoice.from_pretrained MPNetForMultipleChoice "
                    "MPNetForSequenceClassification.from_pretrained MPNetForSequenceClassification "
                    "MPNetForTokenClassification.from_pretrained MPNetForTokenClassification "
                    "MPNetForQuestionAnswering.from_pretrained MPNetForQuestionAnswering "
                    "MPNetForConditionalGeneration.from_pretrained MPNetForConditionalGeneration "
                    "MPNetForNextSentencePrediction.from_pretrained MPNetForNextSentencePrediction "
                    "MPNetWithLMHeadModel.from_pretrained MPNetWithLMHeadModel MPTModel.from_pretrained "
                    "MPTModel MPTLMHeadModel.from_pretrained MPTLMHeadModel MPTDoubleHeadsModel.from_pretrained "
                    "MPTDoubleHeadsModel MPTForCausalLM.from_pretrained MPTForCausalLM "
                    "MPTForMaskedLM.from_pretrained MPTForMaskedLM MPTForPreTraining.from_pretrained "
                    "MPTForPreTraining MPTForMultipleChoice.from_pretrained MPTForMultipleChoice "
                    "MPTForSequenceClassification.from_pretrained MPTForSequenceClassification "
                    "MPTForTokenClassification.from_pretrained MPTForTokenClassification "
                    "MPTForQuestionAnswering.from_pretrained MPTForQuestionAnswering "
                    "MPTForConditionalGeneration.from_pretrained MPTForConditionalGeneration "
                    "MPTForNextSentencePrediction.from_pretrained MPTForNextSentencePrediction "
                    "MPTWithLMHeadModel.from_pretrained MPTWithLMHeadModel MT5Model.from_pretrained MT5Model "
                    "MT5LMHeadModel.from_pretrained MT5LMHeadModel MT5DoubleHeadsModel.from_pretrained "
                    "MT5DoubleHeadsModel MT5ForCausalLM.from_pretrained MT5ForCausalLM "
                    "MT5ForMaskedLM.from_pretrained MT5ForMaskedLM MT5ForPreTraining.from_pretrained "
                    "MT5ForPreTraining MT5ForMultipleChoice.from_pretrained MT5ForMultipleChoice "
                    "MT5ForSequenceClassification.from_pretrained MT5ForSequenceClassification "
                    "MT5ForTokenClassification.from_pretrained MT5ForTokenClassification "
                    "MT5ForQuestionAnswering.from_pretrained MT5ForQuestionAnswering "
                    "MT5ForConditionalGeneration.from_pretrained MT5ForConditionalGeneration "
                    "MT5ForNextSentencePrediction.from_pretrained MT5ForNextSentencePrediction "
                    "MT5WithLMHeadModel.from_pretrained MT5WithLMHeadModel NLLBModel.from_pretrained NLLBModel "
                    "NLLBLMHeadModel.from_pretrained NLLBLMHeadModel NLLBDoubleHeadsModel.from_pretrained "
                    "NLLBDoubleHeadsModel NLLBForCausalLM.from_pretrained NLLBForCausalLM "
                    "NLLBForMaskedLM.from_pretrained NLLBForMaskedLM NLLBForPreTraining.from_pretrained "
                    "NLLBForPreTraining NLLBForMultipleChoice.from_pretrained NLLBForMultipleChoice "
                    "NLLBForSequenceClassification.from_pretrained NLLBForSequenceClassification "
                    "NLLBForTokenClassification.from_pretrained NLLBForTokenClassification "
                    "NLLBForQuestionAnswering.from_pretrained NLLBForQuestionAnswering "
                    "NLLBForConditionalGeneration.from_pretrained NLLBForConditionalGeneration "
                    "NLLBForNextSentencePrediction.from_pretrained NLLBForNextSentencePrediction "
                    "NLLBWithLMHeadModel.from_pretrained NLLBWithLMHeadModel OpenAIGPTModel.from_pretrained "
                    "OpenAIGPTModel OpenAIGPTLMHeadModel.from_pretrained OpenAIGPTLMHeadModel "
                    "OpenAIGPTDoubleHeadsModel.from_pretrained OpenAIGPTDoubleHeadsModel "
                    "OpenAIGPTForCausalLM.from_pretrained OpenAIGPTForCausalLM "
                    "OpenAIGPTForMaskedLM.from_pretrained OpenAIGPTForMaskedLM "
                    "OpenAIGPTForPreTraining.from_pretrained OpenAIGPTForPreTraining "
                    "OpenAIGPTForMultipleChoice.from_pretrained OpenAIGPTForMultipleChoice "
                    "OpenAIGPTForSequenceClassification.from_pretrained OpenAIGPTForSequenceClassification "
                    "OpenAIGPTForTokenClassification.from_pretrained OpenAIGPTForTokenClassification "
                    "OpenAIGPTForQuestionAnswering.from_pretrained OpenAIGPTForQuestionAnswering "
                    "OpenAIGPTForConditionalGeneration.from_pretrained OpenAIGPTForConditionalGeneration "
                    "OpenAIGPTForNextSentencePrediction.from_pretrained OpenAIGPTForNextSentencePrediction "
                    "OpenAIGPTWithLMHeadModel.from_pretrained OpenAIGPTWithLMHeadModel OPTModel.from_pretrained "
                    "OPTModel OPTLMHeadModel.from_pretrained OPTLMHeadModel OPTDoubleHeadsModel.from_pretrained "
                    "OPTDoubleHeadsModel OPTForCausalLM.from_pretrained OPTForCausalLM "
                    "OPTForMaskedLM.from_pretrained OPTForMaskedLM OPTForPreTraining.from_pretrained "
                    "OPTForPreTraining OPTForMultipleChoice.from_pretrained OPTForMultipleChoice "
                    "OPTForSequenceClassification.from_pretrained OPTForSequenceClassification "
                    "OPTForTokenClassification.from_pretrained OPTForTokenClassification "
                    "OPTForQuestionAnswering.from_pretrained OPTForQuestionAnswering "
                    "OPTForConditionalGeneration.from_pretrained OPTForConditionalGeneration "
                    "OPTForNextSentencePrediction.from_pretrained OPTForNextSentencePrediction "
                    "OPTWithLMHeadModel.from_pretrained OPTWithLMHeadModel PegasusModel.from_pretrained "
                    "PegasusModel PegasusLMHeadModel.from_pretrained PegasusLMHeadModel "
                    "PegasusDoubleHeadsModel.from_pretrained PegasusDoubleHeadsModel "
                    "PegasusForCausalLM.from_pretrained PegasusForCausalLM PegasusForMaskedLM.from_pretrained "
                    "PegasusForMaskedLM PegasusForPreTraining.from_pretrained PegasusForPreTraining "
                    "PegasusForMultipleChoice.from_pretrained PegasusForMultipleChoice "
                    "PegasusForSequenceClassification.from_pretrained PegasusForSequenceClassification "
                    "PegasusForTokenClassification.from_pretrained PegasusForTokenClassification "
                    "PegasusForQuestionAnswering.from_pretrained PegasusForQuestionAnswering "
                    "PegasusForConditionalGeneration.from_pretrained PegasusForConditionalGeneration "
                    "PegasusForNextSentencePrediction.from_pretrained PegasusForNextSentencePrediction "
                    "PegasusWithLMHeadModel.from_pretrained PegasusWithLMHeadModel PhiModel.from_pretrained "
                    "PhiModel PhiLMHeadModel.from_pretrained PhiLMHeadModel PhiDoubleHeadsModel.from_pretrained "
                    "PhiDoubleHeadsModel PhiForCausalLM.from_pretrained PhiForCausalLM "
                    "PhiForMaskedLM.from_pretrained PhiForMaskedLM PhiForPreTraining.from_pretrained "
                    "PhiForPreTraining PhiForMultipleChoice.from_pretrained PhiForMultipleChoice "
                    "PhiForSequenceClassification.from_pretrained PhiForSequenceClassification "
                    "PhiForTokenClassification.from_pretrained PhiForTokenClassification "
                    "PhiForQuestionAnswering.from_pretrained PhiForQuestionAnswering "
                    "PhiForConditionalGeneration.from_pretrained PhiForConditionalGeneration "
                    "PhiForNextSentencePrediction.from_pretrained PhiForNextSentencePrediction "
                    "PhiWithLMHeadModel.from_pretrained PhiWithLMHeadModel Phi3Model.from_pretrained Phi3Model "
                    "Phi3LMHeadModel.from_pretrained Phi3LMHeadModel Phi3DoubleHeadsModel.from_pretrained "
                    "Phi3DoubleHeadsModel Phi3ForCausalLM.from_pretrained Phi3ForCausalLM "
                    "Phi3ForMaskedLM.from_pretrained Phi3ForMaskedLM Phi3ForPreTraining.from_pretrained "
                    "Phi3ForPreTraining Phi3ForMultipleChoice.from_pretrained Phi3ForMultipleChoice "
                    "Phi3ForSequenceClassification.from_pretrained Phi3ForSequenceClassification "
                    "Phi3ForTokenClassification.from_pretrained Phi3ForTokenClassification "
                    "Phi3ForQuestionAnswering.from_pretrained Phi3ForQuestionAnswering "
                    "Phi3ForConditionalGeneration.from_pretrained Phi3ForConditionalGeneration "
                    "Phi3ForNextSentencePrediction.from_pretrained Phi3ForNextSentencePrediction "
                    "Phi3WithLMHeadModel.from_pretrained Phi3WithLMHeadModel Qwen2Model.from_pretrained "
                    "Qwen2Model Qwen2LMHeadModel.from_pretrained Qwen2LMHeadModel "
                    "Qwen2DoubleHeadsModel.from_pretrained Qwen2DoubleHeadsModel "
                    "Qwen2ForCausalLM.from_pretrained Qwen2ForCausalLM Qwen2ForMaskedLM.from_pretrained "
                    "Qwen2ForMaskedLM Qwen2ForPreTraining.from_pretrained Qwen2ForPreTraining "
                    "Qwen2ForMultipleChoice.from_pretrained Qwen2ForMultipleChoice "
                    "Qwen2ForSequenceClassification.from_pretrained Qwen2ForSequenceClassification "
                    "Qwen2ForTokenClassification.from_pretrained Qwen2ForTokenClassification "
                    "Qwen2ForQuestionAnswering.from_pretrained Qwen2ForQuestionAnswering "
                    "Qwen2ForConditionalGeneration.from_pretrained Qwen2ForConditionalGeneration "
                    "Qwen2ForNextSentencePrediction.from_pretrained Qwen2ForNextSentencePrediction "
                    "Qwen2WithLMHeadModel.from_pretrained Qwen2WithLMHeadModel ReformerModel.from_pretrained "
                    "ReformerModel ReformerLMHeadModel.from_pretrained ReformerLMHeadModel "
                    "ReformerDoubleHeadsModel.from_pretrained ReformerDoubleHeadsModel "
                    "ReformerForCausalLM.from_pretrained ReformerForCausalLM "
                    "ReformerForMaskedLM.from_pretrained ReformerForMaskedLM "
                    "ReformerForPreTraining.from_pretrained ReformerForPreTraining "
                    "ReformerForMultipleChoice.from_pretrained ReformerForMultipleChoice "
                    "ReformerForSequenceClassification.from_pretrained ReformerForSequenceClassification "
                    "ReformerForTokenClassification.from_pretrained ReformerForTokenClassification "
                    "ReformerForQuestionAnswering.from_pretrained ReformerForQuestionAnswering "
                    "ReformerForConditionalGeneration.from_pretrained ReformerForConditionalGeneration "
                    "ReformerForNextSentencePrediction.from_pretrained ReformerForNextSentencePrediction "
                    "ReformerWithLMHeadModel.from_pretrained ReformerWithLMHeadModel "
                    "RobertaModel.from_pretrained RobertaModel RobertaLMHeadModel.from_pretrained "
                    "RobertaLMHeadModel RobertaDoubleHeadsModel.from_pretrained RobertaDoubleHeadsModel "
                    "RobertaForCausalLM.from_pretrained RobertaForCausalLM RobertaForMaskedLM.from_pretrained "
                    "RobertaForMaskedLM RobertaForPreTraining.from_pretrained RobertaForPreTraining "
                    "RobertaForMultipleChoice.from_pretrained RobertaForMultipleChoice "
                    "RobertaForSequenceClassification.from_pretrained RobertaForSequenceClassification "
                    "RobertaForTokenClassification.from_pretrained RobertaForTokenClassification "
                    "RobertaForQuestionAnswering.from_pretrained RobertaForQuestionAnswering "
                    "RobertaForConditionalGeneration.from_pretrained RobertaForConditionalGeneration "
                    "RobertaForNextSentencePrediction.from_pretrained RobertaForNextSentencePrediction "
                    "RobertaWithLMHeadModel.from_pretrained RobertaWithLMHeadModel "
                    "RoFormerModel.from_pretrained RoFormerModel RoFormerLMHeadModel.from_pretrained "
                    "RoFormerLMHeadModel RoFormerDoubleHeadsModel.from_pretrained RoFormerDoubleHeadsModel "
                    "RoFormerForCausalLM.from_pretrained RoFormerForCausalLM "
                    "RoFormerForMaskedLM.from_pretrained RoFormerForMaskedLM "
                    "RoFormerForPreTraining.from_pretrained RoFormerForPreTraining "
                    "RoFormerForMultipleChoice.from_pretrained RoFormerForMultipleChoice "
                    "RoFormerForSequenceClassification.from_pretrained RoFormerForSequenceClassification "
                    "RoFormerForTokenClassification.from_pretrained RoFormerForTokenClassification "
                    "RoFormerForQuestionAnswering.from_pretrained RoFormerForQuestionAnswering "
                    "RoFormerForConditionalGeneration.from_pretrained RoFormerForConditionalGeneration "
                    "RoFormerForNextSentencePrediction.from_pretrained RoFormerForNextSentencePrediction "
                    "RoFormerWithLMHeadModel.from_pretrained RoFormerWithLMHeadModel "
                    "SqueezeBertModel.from_pretrained SqueezeBertModel SqueezeBertLMHeadModel.from_pretrained "
                    "SqueezeBertLMHeadModel SqueezeBertDoubleHeadsModel.from_pretrained "
                    "SqueezeBertDoubleHeadsModel SqueezeBertForCausalLM.from_pretrained SqueezeBertForCausalLM "
                    "SqueezeBertForMaskedLM.from_pretrained SqueezeBertForMaskedLM "
                    "SqueezeBertForPreTraining.from_pretrained SqueezeBertForPreTraining "
                    "SqueezeBertForMultipleChoice.from_pretrained SqueezeBertForMultipleChoice "
                    "SqueezeBertForSequenceClassification.from_pretrained SqueezeBertForSequenceClassification "
                    "SqueezeBertForTokenClassification.from_pretrained SqueezeBertForTokenClassification "
                    "SqueezeBertForQuestionAnswering.from_pretrained SqueezeBertForQuestionAnswering "
                    "SqueezeBertForConditionalGeneration.from_pretrained SqueezeBertForConditionalGeneration "
                    "SqueezeBertForNextSentencePrediction.from_pretrained SqueezeBertForNextSentencePrediction "
                    "SqueezeBertWithLMHeadModel.from_pretrained SqueezeBertWithLMHeadModel "
                    "T5Model.from_pretrained T5Model T5LMHeadModel.from_pretrained T5LMHeadModel "
                    "T5DoubleHeadsModel.from_pretrained T5DoubleHeadsModel T5ForCausalLM.from_pretrained "
                    "T5ForCausalLM T5ForMaskedLM.from_pretrained T5ForMaskedLM T5ForPreTraining.from_pretrained "
                    "T5ForPreTraining T5ForMultipleChoice.from_pretrained T5ForMultipleChoice "
                    "T5ForSequenceClassification.from_pretrained T5ForSequenceClassification "
                    "T5ForTokenClassification.from_pretrained T5ForTokenClassification "
                    "T5ForQuestionAnswering.from_pretrained T5ForQuestionAnswering "
                    "T5ForConditionalGeneration.from_pretrained T5ForConditionalGeneration "
                    "T5ForNextSentencePrediction.from_pretrained T5ForNextSentencePrediction "
                    "T5WithLMHeadModel.from_pretrained T5WithLMHeadModel TransfoXLModel.from_pretrained "
                    "TransfoXLModel TransfoXLLMHeadModel.from_pretrained TransfoXLLMHeadModel "
                    "TransfoXLDoubleHeadsModel.from_pretrained TransfoXLDoubleHeadsModel "
                    "TransfoXLForCausalLM.from_pretrained TransfoXLForCausalLM "
                    "TransfoXLForMaskedLM.from_pretrained TransfoXLForMaskedLM "
                    "TransfoXLForPreTraining.from_pretrained TransfoXLForPreTraining "
                    "TransfoXLForMultipleChoice.from_pretrained TransfoXLForMultipleChoice "
                    "TransfoXLForSequenceClassification.from_pretrained TransfoXLForSequenceClassification "
                    "TransfoXLForTokenClassification.from_pretrained TransfoXLForTokenClassification "
                    "TransfoXLForQuestionAnswering.from_pretrained TransfoXLForQuestionAnswering "
                    "TransfoXLForConditionalGeneration.from_pretrained TransfoXLForConditionalGeneration "
                    "TransfoXLForNextSentencePrediction.from_pretrained TransfoXLForNextSentencePrediction "
                    "TransfoXLWithLMHeadModel.from_pretrained TransfoXLWithLMHeadModel "
                    "WhisperModel.from_pretrained WhisperModel WhisperLMHeadModel.from_pretrained "
                    "WhisperLMHeadModel WhisperDoubleHeadsModel.from_pretrained WhisperDoubleHeadsModel "
                    "WhisperForCausalLM.from_pretrained WhisperForCausalLM WhisperForMaskedLM.from_pretrained "
                    "WhisperForMaskedLM WhisperForPreTraining.from_pretrained WhisperForPreTraining "
                    "WhisperForMultipleChoice.from_pretrained WhisperForMultipleChoice "
                    "WhisperForSequenceClassification.from_pretrained WhisperForSequenceClassification "
                    "WhisperForTokenClassification.from_pretrained WhisperForTokenClassification "
                    "WhisperForQuestionAnswering.from_pretrained WhisperForQuestionAnswering "
                    "WhisperForConditionalGeneration.from_pretrained WhisperForConditionalGeneration "
                    "WhisperForNextSentencePrediction.from_pretrained WhisperForNextSentencePrediction "
                    "WhisperWithLMHeadModel.from_pretrained WhisperWithLMHeadModel XLMModel.from_pretrained "
                    "XLMModel XLMLMHeadModel.from_pretrained XLMLMHeadModel XLMDoubleHeadsModel.from_pretrained "
                    "XLMDoubleHeadsModel XLMForCausalLM.from_pretrained XLMForCausalLM "
                    "XLMForMaskedLM.from_pretrained XLMForMaskedLM XLMForPreTraining.from_pretrained "
                    "XLMForPreTraining XLMForMultipleChoice.from_pretrained XLMForMultipleChoice "
                    "XLMForSequenceClassification.from_pretrained XLMForSequenceClassification "
                    "XLMForTokenClassification.from_pretrained XLMForTokenClassification "
                    "XLMForQuestionAnswering.from_pretrained XLMForQuestionAnswering "
                    "XLMForConditionalGeneration.from_pretrained XLMForConditionalGeneration "
                    "XLMForNextSentencePrediction.from_pretrained XLMForNextSentencePrediction "
                    "XLMWithLMHeadModel.from_pretrained XLMWithLMHeadModel XLMRobertaModel.from_pretrained "
                    "XLMRobertaModel XLMRobertaLMHeadModel.from_pretrained XLMRobertaLMHeadModel "
                    "XLMRobertaDoubleHeadsModel.from_pretrained XLMRobertaDoubleHeadsModel "
                    "XLMRobertaForCausalLM.from_pretrained XLMRobertaForCausalLM "
                    "XLMRobertaForMaskedLM.from_pretrained XLMRobertaForMaskedLM "
                    "XLMRobertaForPreTraining.from_pretrained XLMRobertaForPreTraining "
                    "XLMRobertaForMultipleChoice.from_pretrained XLMRobertaForMultipleChoice "
                    "XLMRobertaForSequenceClassification.from_pretrained XLMRobertaForSequenceClassification "
                    "XLMRobertaForTokenClassification.from_pretrained XLMRobertaForTokenClassification "
                    "XLMRobertaForQuestionAnswering.from_pretrained XLMRobertaForQuestionAnswering "
                    "XLMRobertaForConditionalGeneration.from_pretrained XLMRobertaForConditionalGeneration "
                    "XLMRobertaForNextSentencePrediction.from_pretrained XLMRobertaForNextSentencePrediction "
                    "XLMRobertaWithLMHeadModel.from_pretrained XLMRobertaWithLMHeadModel "
                    "XLNetModel.from_pretrained XLNetModel XLNetLMHeadModel.from_pretrained XLNetLMHeadModel "
                    "XLNetDoubleHeadsModel.from_pretrained XLNetDoubleHeadsModel "
                    "XLNetForCausalLM.from_pretrained XLNetForCausalLM XLNetForMaskedLM.from_pretrained "
                    "XLNetForMaskedLM XLNetForPreTraining.from_pretrained XLNetForPreTraining "
                    "XLNetForMultipleChoice.from_pretrained XLNetForMultipleChoice "
                    "XLNetForSequenceClassification.from_pretrained XLNetForSequenceClassification "
                    "XLNetForTokenClassification.from_pretrained XLNetForTokenClassification "
                    "XLNetForQuestionAnswering.from_pretrained XLNetForQuestionAnswering "
                    "XLNetForConditionalGeneration.from_pretrained XLNetForConditionalGeneration "
                    "XLNetForNextSentencePrediction.from_pretrained XLNetForNextSentencePrediction "
                    "XLNetWithLMHeadModel.from_pretrained XLNetWithLMHeadModel"
                ),
            ),
        ),
        methods=(
            (
                "any",
                "resize_token_embeddings _resize_token_embeddings",
            ),
            (
                "dict",
                "to",
            ),
            (
                "transformers.PreTrainedModel",
                (
                    "__call__ forward generate to cuda cpu eval train half float double bfloat16 requires_grad_ "
                    "resize_token_embeddings set_input_embeddings load_adapter add_adapter"
                ),
            ),
            (
                "transformers.DataCollatorWithPadding",
                "__call__",
            ),
        ),
        harmless="accelerate peft evaluate trl",
    ),
    Contents(
        file="jax.equinox",
        roots="equinox",
        entries=(
            (
                "equinox",
                "nn.Embedding",
            ),
        ),
        bases="Module",
    ),
    Contents(
        file="jax.flax",
        roots="flax",
        entries=(
            (
                "flax",
                (
                    "linen.Embed nnx.Embed nnx.Optimizer struct.dataclass linen.Dense linen.LayerNorm "
                    "linen.RMSNorm linen.Dropout linen.softmax linen.log_softmax linen.sigmoid linen.relu "
                    "linen.gelu linen.tanh linen.silu linen.swish training.train_state.TrainState.create"
                ),
            ),
        ),
        methods=(
            (
                "flax.training.train_state.TrainState.create",
                "apply_gradients",
            ),
            (
                "flax.nnx.Optimizer",
                "update",
            ),
            (
                "table",
                "attend",
            ),
        ),
        attributes=(
            (
                "flax.nnx.Optimizer",
                "model",
            ),
        ),
        bases="linen.Module",
        decorators=(
            "flax.linen.compact flax.linen.jit flax.linen.remat flax.linen.nowrap flax.nnx.jit"
        ),
    ),
    Contents(
        file="jax.haiku",
        roots="haiku",
        entries=(
            (
                "haiku",
                "Embed",
            ),
        ),
    ),
    Contents(
        file="jax.haiku_transforms",
        roots="haiku",
        entries=(
            (
                "haiku",
                (
                    "transform transform_with_state without_apply_rng without_state"
                ),
            ),
        ),
        methods=(
            (
                "haiku.Transformed",
                "init apply",
            ),
        ),
    ),
    Contents(
        file="jax.jax",
        roots="jax",
        entries=(
            (
                "jax",
                (
                    "lax.dynamic_slice lax.dynamic_slice_in_dim random.randint numpy.take random.normal "
                    "random.uniform random.truncated_normal random.categorical random.permutation random.choice "
                    "lax.concatenate lax.iota lax.broadcast lax.broadcast_in_dim lax.expand_dims lax.reshape "
                    "lax.rev lax.squeeze lax.transpose lax.convert_element_type lax.dynamic_update_slice "
                    "lax.dynamic_update_slice_in_dim lax.dynamic_update_index_in_dim lax.select lax.top_k "
                    "nn.softmax nn.log_softmax nn.sigmoid nn.relu nn.gelu nn.tanh device_put device_get "
                    "block_until_ready lax.stop_gradient"
                ),
            ),
        ),
        methods=(
            (
                "changed copies",
                "set get",
            ),
        ),
        attributes=(
            (
                "array",
                "at",
            ),
        ),
        harmless="optax orbax",
    ),
    Contents(
        file="jax.loops",
        roots="jax",
        entries=(
            (
                "jax",
                "lax.scan lax.fori_loop lax.while_loop",
            ),
        ),
    ),
    Contents(
        file="jax.transforms",
        roots="jax equinox flax.nnx",
        entries=(
            (
                "jax",
                "jit checkpoint vmap pmap grad value_and_grad",
            ),
            (
                "flax.nnx",
                "jit remat grad value_and_grad",
            ),
            (
                "equinox",
                "filter_grad filter_value_and_grad filter_vmap filter_pmap",
            ),
        ),
        methods=(
            (
                "jax.vmap",
                "__call__",
            ),
            (
                "jax.grad",
                "__call__",
            ),
            (
                "jax.value_and_grad",
                "__call__",
            ),
        ),
        decorators="jax.jit jax.checkpoint equinox.filter_jit",
    ),
    Contents(
        file="jax.trees",
        roots="jax",
        entries=(
            (
                "jax",
                "tree.map tree_map tree_util.tree_map",
            ),
        ),
    ),
    Contents(
        file="keras.datasets",
        roots=(
            "keras tensorflow.keras tensorflow.compat.v1.keras tensorflow.compat.v2.keras "
            "tensorflow.python.keras tensorflow.contrib.keras tf_keras keras._tf_keras.keras keras.src "
            "keras.src.legacy keras_preprocessing"
        ),
        entries=(
            (
                (
                    "keras tensorflow.keras tensorflow.compat.v1.keras tensorflow.compat.v2.keras "
                    "tensorflow.python.keras tensorflow.contrib.keras tf_keras keras._tf_keras.keras keras.src "
                    "keras.src.legacy keras_preprocessing"
                ),
                (
                    "datasets.imdb.load_data datasets.imdb.get_word_index datasets.reuters.load_data "
                    "datasets.reuters.get_word_index datasets.mnist.load_data datasets.fashion_mnist.load_data "
                    "datasets.cifar10.load_data datasets.cifar100.load_data"
                ),
            ),
        ),
    ),
    Contents(
        file="keras.hub",
        roots="keras_hub keras_nlp",
        entries=(
            (
                "keras_hub keras_nlp",
                (
                    "layers.TokenAndPositionEmbedding layers.ReversibleEmbedding tokenizers.WordPieceTokenizer "
                    "tokenizers.ByteTokenizer tokenizers.UnicodeCodepointTokenizer tokenizers.BytePairTokenizer "
                    "tokenizers.BytePairTokenizer.from_preset tokenizers.SentencePieceTokenizer "
                    "tokenizers.SentencePieceTokenizer.from_preset"
                ),
            ),
        ),
    ),
    Contents(
        file="keras.keras",
        roots=(
            "keras tensorflow.keras tensorflow.compat.v1.keras tensorflow.compat.v2.keras "
            "tensorflow.python.keras tensorflow.contrib.keras tf_keras keras._tf_keras.keras keras.src "
            "keras.src.legacy keras_preprocessing"
        ),
        entries=(
            (
                (
                    "keras tensorflow.keras tensorflow.compat.v1.keras tensorflow.compat.v2.keras "
                    "tensorflow.python.keras tensorflow.contrib.keras tf_keras keras._tf_keras.keras keras.src"
                ),
                (
                    "layers.Embedding layers.ReversibleEmbedding Sequential models.Sequential "
                    "engine.sequential.Sequential Model models.Model engine.training.Model "
                    "engine.topology.Model Input layers.Input models.Input engine.input_layer.Input "
                    "engine.topology.Input layers.InputLayer layers.Identity layers.Masking layers.Dropout "
                    "layers.ActivityRegularization layers.Flatten layers.Reshape layers.Permute "
                    "layers.RepeatVector layers.Concatenate layers.Dense layers.Activation layers.Softmax "
                    "layers.ReLU layers.LayerNormalization layers.BatchNormalization "
                    "layers.GlobalAveragePooling1D layers.GlobalMaxPooling1D layers.Add layers.Average "
                    "layers.Dot layers.Maximum layers.Minimum layers.Multiply layers.Subtract layers.Attention "
                    "layers.AdditiveAttention layers.MultiHeadAttention layers.Conv1D layers.Conv2D "
                    "layers.AveragePooling1D layers.MaxPooling1D layers.MaxPooling2D layers.SpatialDropout1D "
                    "layers.GaussianNoise layers.LeakyReLU layers.ELU layers.PReLU backend.function "
                    "layers.Lambda layers.LSTM layers.CuDNNLSTM layers.GRU layers.CuDNNGRU layers.SimpleRNN "
                    "layers.concatenate backend.concatenate initializers.Constant initializers.constant "
                    "layers.TextVectorization layers.experimental.preprocessing.TextVectorization "
                    "layers.StringLookup layers.IntegerLookup layers.experimental.preprocessing.StringLookup "
                    "layers.experimental.preprocessing.IntegerLookup layers.CategoryEncoding "
                    "layers.experimental.preprocessing.CategoryEncoding layers.Hashing "
                    "layers.experimental.preprocessing.Hashing layers.HashedCrossing "
                    "layers.experimental.preprocessing.HashedCrossing layers.Discretization "
                    "layers.experimental.preprocessing.Discretization ops.convert_to_tensor ops.cast ops.array "
                    "ops.copy ops.stop_gradient backend.cast backend.stop_gradient ops.convert_to_numpy "
                    "ops.reshape ops.expand_dims ops.squeeze ops.transpose ops.tile ops.repeat ops.ravel "
                    "ops.flip ops.roll ops.broadcast_to ops.swapaxes ops.moveaxis backend.reshape "
                    "backend.expand_dims backend.squeeze backend.tile backend.repeat_elements "
                    "backend.permute_dimensions backend.flatten backend.reverse ops.slice ops.slice_update "
                    "ops.split ops.unstack ops.pad ops.sort ops.arange backend.arange ops.zeros backend.zeros "
                    "ops.ones backend.ones ops.zeros_like backend.zeros_like ops.ones_like backend.ones_like "
                    "ops.full ops.concatenate ops.stack backend.stack ops.clip ops.argmax backend.argmax "
                    "ops.argmin backend.argmin ops.softmax ops.log_softmax ops.sigmoid ops.relu ops.tanh "
                    "ops.exp ops.full_like ops.where ops.add ops.subtract ops.multiply ops.mod ops.floor_divide "
                    "ops.minimum ops.maximum ops.max ops.amax backend.gather ops.take backend.variable Variable "
                    "random.normal random.uniform random.truncated_normal random.randint random.shuffle "
                    "utils.to_categorical utils.np_utils.to_categorical ops.shape layers.Bidirectional "
                    "layers.TimeDistributed callbacks.ModelCheckpoint models.save_model saving.save_model "
                    "models.load_model saving.load_model models.clone_model"
                ),
            ),
            (
                (
                    "keras tensorflow.keras tensorflow.compat.v1.keras tensorflow.compat.v2.keras "
                    "tensorflow.python.keras tensorflow.contrib.keras tf_keras keras._tf_keras.keras keras.src "
                    "keras.src.legacy keras_preprocessing"
                ),
                (
                    "preprocessing.text.Tokenizer text.Tokenizer preprocessing.text.tokenizer_from_json "
                    "text.tokenizer_from_json preprocessing.text.one_hot text.one_hot "
                    "preprocessing.text.hashing_trick text.hashing_trick preprocessing.sequence.pad_sequences "
                    "sequence.pad_sequences utils.pad_sequences utils.data_utils.pad_sequences "
                    "preprocessing.sequence.skipgrams sequence.skipgrams"
                ),
            ),
        ),
        methods=(
            (
                "model",
                "save get_layer get_weights",
            ),
            (
                "keras.callbacks.ModelCheckpoint",
                "on_epoch_end",
            ),
        ),
        attributes=(
            (
                "model",
                (
                    "layers input inputs output outputs weights trainable_weights variables trainable_variables"
                ),
            ),
            (
                "table",
                "layer",
            ),
        ),
        bases=(
            "Model models.Model engine.training.Model engine.topology.Model layers.Layer Layer "
            "engine.topology.Layer"
        ),
        flavours=(
            "keras tensorflow.keras tensorflow.compat.v1.keras tensorflow.compat.v2.keras tf_keras "
            "tensorflow.python.keras"
        ),
        aliases=(
            (
                "layers.embeddings",
                "layers",
            ),
            (
                "layers.core",
                "layers",
            ),
            (
                "layers.core.embedding",
                "layers",
            ),
            (
                "layers.recurrent",
                "layers",
            ),
            (
                "layers.convolutional",
                "layers",
            ),
            (
                "layers.pooling",
                "layers",
            ),
            (
                "layers.normalization",
                "layers",
            ),
            (
                "layers.merge",
                "layers",
            ),
            (
                "layers.wrappers",
                "layers",
            ),
            (
                "layers.noise",
                "layers",
            ),
            (
                "layers.local",
                "layers",
            ),
            (
                "layers.advanced_activations",
                "layers",
            ),
            (
                "layers.preprocessing.text_vectorization",
                "layers",
            ),
            (
                "layers.preprocessing.string_lookup",
                "layers",
            ),
            (
                "layers.preprocessing.integer_lookup",
                "layers",
            ),
            (
                "utils.np_utils",
                "utils",
            ),
            (
                "utils.vis_utils",
                "utils",
            ),
            (
                "utils.data_utils",
                "utils",
            ),
            (
                "utils.generic_utils",
                "utils",
            ),
        ),
        tensors=True,
        harmless="keras_preprocessing keras_tuner",
        decorators=(
            "keras.saving.register_keras_serializable tensorflow.keras.utils.register_keras_serializable "
            "keras.utils.register_keras_serializable"
        ),
    ),
    Contents(
        file="keras.scikeras",
        roots=(
            "scikeras.wrappers keras.wrappers tensorflow.keras.wrappers.scikit_learn "
            "keras.wrappers.scikit_learn"
        ),
        entries=(
            (
                (
                    "scikeras.wrappers keras.wrappers tensorflow.keras.wrappers.scikit_learn "
                    "keras.wrappers.scikit_learn"
                ),
                (
                    "KerasClassifier KerasRegressor SKLearnClassifier SKLearnRegressor"
                ),
            ),
        ),
    ),
    Contents(
        file="mlx",
        roots="mlx",
        entries=(
            (
                "mlx",
                "nn.Embedding core.array core.arange core.random.randint",
            ),
        ),
    ),
    Contents(
        file="mxnet",
        roots="mxnet",
        entries=(
            (
                "mxnet",
                "gluon.nn.Embedding nd.array np.array",
            ),
        ),
    ),
    Contents(
        file="numpy",
        roots="numpy jax.numpy",
        entries=(
            (
                "numpy jax.numpy",
                (
                    "array asarray ascontiguousarray asanyarray asfortranarray asarray_chkfinite copy reshape "
                    "ravel expand_dims squeeze transpose permute_dims swapaxes flip flipud fliplr roll tile "
                    "sort argsort pad split array_split vsplit hsplit dsplit diagonal trim_zeros "
                    "lib.stride_tricks.as_strided lib.stride_tricks.sliding_window_view moveaxis rollaxis rot90 "
                    "atleast_1d atleast_2d atleast_3d broadcast_to matrix_transpose real from_dlpack frombuffer "
                    "ndarray nditer require append insert delete round floor ceil trunc around rint prod "
                    "take_along_axis meshgrid eye identity repeat int32 int64 uint32 uint64 intp int8 uint8 "
                    "int16 uint16 zeros ones zeros_like ones_like full argmax nanargmax argmin exp log log1p "
                    "log2 tanh abs sqrt power square cumsum full_like where nonzero flatnonzero argwhere arange "
                    "max amax nanmax mean average median clip minimum fmin maximum fmax add subtract multiply "
                    "mod floor_divide remainder sum count_nonzero shape concatenate concat r_ c_ vstack "
                    "row_stack stack hstack column_stack put put_along_axis fill_diagonal add.at subtract.at "
                    "multiply.at maximum.at minimum.at bitwise_or.at logical_or.at putmask place copyto "
                    "digitize linspace quantile percentile searchsorted unique"
                ),
            ),
            (
                "numpy",
                (
                    "take empty loadtxt genfromtxt random.randint random.normal random.uniform random.rand "
                    "random.randn random.default_rng random.RandomState random.Generator random.random "
                    "random.random_sample random.permutation random.multinomial random.choice "
                    "random.random_integers random.shuffle"
                ),
            ),
            (
                "jax.numpy",
                "empty empty_like",
            ),
        ),
        methods=(
            (
                "numpy.random.default_rng",
                (
                    "normal uniform random standard_normal permutation shuffle choice integers"
                ),
            ),
            (
                "numpy.random.Generator",
                (
                    "normal uniform random standard_normal permutation shuffle choice integers"
                ),
            ),
            (
                "numpy.random.RandomState",
                (
                    "normal uniform random standard_normal permutation shuffle choice randint"
                ),
            ),
        ),
        tensors=True,
        calls_nothing="numpy.random.seed numpy.set_printoptions",
        classes="numpy.ndarray",
    ),
    Contents(
        file="options.absl_flags",
        roots=(
            "absl.flags tensorflow.flags tensorflow.app.flags tensorflow.compat.v1.flags"
        ),
        entries=(
            (
                (
                    "absl.flags tensorflow.flags tensorflow.app.flags tensorflow.compat.v1.flags"
                ),
                (
                    "DEFINE_integer DEFINE_float DEFINE_string DEFINE_bool DEFINE_boolean DEFINE_enum "
                    "DEFINE_enum_class DEFINE_list DEFINE_spaceseplist DEFINE_alias DEFINE_multi_integer "
                    "DEFINE_multi_float DEFINE_multi_string DEFINE_multi_enum DEFINE_multi_enum_class FLAGS "
                    "mark_flag_as_required mark_flags_as_required declare_key_flag"
                ),
            ),
        ),
    ),
    Contents(
        file="options.attribute_dicts",
        roots="easydict addict munch ml_collections omegaconf hydra",
        entries=(
            (
                "easydict",
                "EasyDict",
            ),
            (
                "addict",
                "Dict",
            ),
            (
                "munch",
                "Munch DefaultMunch munchify",
            ),
            (
                "ml_collections",
                "ConfigDict",
            ),
            (
                "omegaconf",
                (
                    "OmegaConf.create OmegaConf.load OmegaConf.update OmegaConf.structured"
                ),
            ),
            (
                "hydra",
                "main main.decorator",
            ),
        ),
        bases="EasyDict",
    ),
    Contents(
        file="options.data_files",
        roots="json yaml toml tomllib builtins io codecs os pathlib shutil",
        entries=(
            (
                "builtins io codecs",
                "open",
            ),
            (
                "pathlib",
                "Path PurePath PosixPath",
            ),
            (
                "json",
                "load loads",
            ),
            (
                "yaml",
                "safe_load load full_load unsafe_load",
            ),
            (
                "toml tomllib",
                "load loads",
            ),
            (
                "os",
                (
                    "path.join replace rename renames path.abspath path.realpath path.normpath"
                ),
            ),
            (
                "shutil",
                "copy copy2 copyfile move",
            ),
        ),
        methods=(
            (
                "any",
                (
                    "read read_text read_bytes readlines resolve absolute write_text write open joinpath "
                    "__truediv__"
                ),
            ),
        ),
    ),
    Contents(
        file="options.streamlit",
        roots="streamlit",
        entries=(
            (
                "streamlit",
                (
                    "number_input slider selectbox radio multiselect columns tabs container expander form "
                    "sidebar.number_input sidebar.slider sidebar.selectbox sidebar.radio sidebar.multiselect "
                    "sidebar.columns sidebar.tabs sidebar.container sidebar.expander sidebar.form stop rerun "
                    "experimental_rerun switch_page cache_data experimental_memo cache_resource "
                    "experimental_singleton cache"
                ),
            ),
        ),
        methods=(
            (
                "streamlit.container",
                (
                    "number_input slider selectbox radio multiselect columns tabs container expander form"
                ),
            ),
        ),
    ),
    Contents(
        file="pandas.pandas",
        roots="pandas",
        entries=(
            (
                "pandas",
                (
                    "read_table read_excel read_json read_parquet read_pickle read_feather read_hdf read_sql "
                    "read_csv DataFrame Series to_numeric get_dummies merge concat cut qcut factorize "
                    "Categorical CategoricalDtype api.types.CategoricalDtype isna isnull notna notnull "
                    "date_range to_datetime unique"
                ),
            ),
        ),
        methods=(
            (
                "frame",
                (
                    "copy reset_index reindex sort_values sort_index sample head tail drop_duplicates nlargest "
                    "nsmallest query merge join append rename drop astype assign fillna replace set_index eval "
                    "clip ffill bfill mask where interpolate insert update pop popitem clear to_numpy groupby "
                    "isna isnull notna notnull dropna items iteritems itertuples iterrows to_dict apply "
                    "progress_apply parallel_apply"
                ),
            ),
            (
                "any",
                (
                    "map apply progress_map progress_apply parallel_map parallel_apply agg aggregate head tail "
                    "sample nth factorize ngroup rank drop_duplicates isna isnull notna notnull any all mean "
                    "nunique value_counts dropna"
                ),
            ),
            (
                "array",
                (
                    "map apply progress_map progress_apply parallel_map parallel_apply factorize ngroup rank "
                    "drop_duplicates reset_index items iteritems to_dict isna isnull notna notnull any all mean "
                    "nunique value_counts dropna fillna"
                ),
            ),
        ),
        attributes=(
            (
                "frame",
                (
                    "values shape iloc loc iat at size ndim index T axes dtypes empty attrs flags style plot "
                    "sparse"
                ),
            ),
            (
                "array",
                "index cat codes categories",
            ),
            (
                "any",
                (
                    "iloc loc codes categories month day quarter hour minute second dayofweek day_of_week "
                    "weekday dayofyear day_of_year"
                ),
            ),
        ),
        bases="Series",
    ),
    Contents(
        file="python.alphabets",
        roots="string",
        constants=(
            "string.ascii_letters string.ascii_lowercase string.ascii_uppercase string.digits string.hexdigits "
            "string.octdigits string.printable string.punctuation string.whitespace"
        ),
    ),
    Contents(
        file="python.argparse",
        roots="argparse",
        entries=(
            (
                "argparse",
                "ArgumentParser",
            ),
            (
                "sys",
                (
                    "argv.append argv.extend argv.insert argv.remove argv.pop argv.clear"
                ),
            ),
        ),
        methods=(
            (
                "argparse.ArgumentParser",
                (
                    "add_argument add_argument_group add_mutually_exclusive_group add_subparsers set_defaults "
                    "parse_args error exit parse_known_args"
                ),
            ),
        ),
    ),
    Contents(
        file="python.bisect",
        roots="bisect",
        entries=(
            (
                "bisect",
                (
                    "bisect bisect_left bisect_right insort insort_left insort_right"
                ),
            ),
        ),
    ),
    Contents(
        file="python.builtins",
        roots="builtins",
        entries=(
            (
                "builtins",
                (
                    "len max min int float str repr format input sum range getattr exit quit print id "
                    "memoryview"
                ),
            ),
        ),
        hands_back="builtins.max builtins.min",
    ),
    Contents(
        file="python.classes",
        roots="builtins",
        entries=(
            (
                "builtins",
                (
                    "staticmethod classmethod object.__setattr__ type.__setattr__ object.__new__ property"
                ),
            ),
        ),
        methods=(
            (
                "property",
                "setter deleter getter",
            ),
        ),
        bases="object dict list",
    ),
    Contents(
        file="python.collections",
        roots="collections types argparse",
        entries=(
            (
                "collections",
                "defaultdict OrderedDict UserDict Counter namedtuple",
            ),
            (
                "typing",
                "NamedTuple",
            ),
            (
                "types",
                "SimpleNamespace",
            ),
            (
                "argparse",
                "Namespace",
            ),
        ),
        methods=(
            (
                "dict",
                "most_common",
            ),
        ),
        bases="Counter OrderedDict defaultdict UserDict",
        hands_back="collections.defaultdict",
    ),
    Contents(
        file="python.containers",
        roots="builtins",
        entries=(
            (
                "builtins",
                "list tuple dict enumerate zip",
            ),
        ),
        classes=(
            "builtins.list builtins.dict builtins.set collections.OrderedDict collections.Counter"
        ),
    ),
    Contents(
        file="python.contextlib",
        roots="contextlib",
        entries=(
            (
                "contextlib",
                "suppress ExitStack AsyncExitStack",
            ),
        ),
        methods=(
            (
                "contextlib.ExitStack",
                (
                    "enter_context enter_async_context push push_async_exit callback push_async_callback close "
                    "aclose pop_all"
                ),
            ),
            (
                "contextlib.AsyncExitStack",
                (
                    "enter_context enter_async_context push push_async_exit callback push_async_callback close "
                    "aclose pop_all"
                ),
            ),
        ),
        bases="ContextDecorator",
    ),
    Contents(
        file="python.dataclasses",
        roots="dataclasses",
        entries=(
            (
                "dataclasses",
                "dataclass replace asdict field",
            ),
        ),
    ),
    Contents(
        file="python.dicts",
        methods=(
            (
                "dict",
                (
                    "keys values items get setdefault update copy __len__ __getitem__ __setitem__ __delitem__ "
                    "pop popitem clear"
                ),
            ),
        ),
    ),
    Contents(
        file="python.enum",
        roots="enum",
        entries=(
            (
                "enum",
                "auto",
            ),
        ),
        bases="Enum IntEnum StrEnum",
    ),
    Contents(
        file="python.file_names",
        roots="os pathlib",
        entries=(
            (
                "os",
                "path.splitext path.basename path.dirname",
            ),
        ),
        methods=(
            (
                "any",
                "with_suffix with_name with_stem",
            ),
        ),
        attributes=(
            (
                "any",
                "stem parent",
            ),
        ),
    ),
    Contents(
        file="python.from_keys",
        roots="builtins",
        entries=(
            (
                "builtins",
                "dict.fromkeys",
            ),
        ),
    ),
    Contents(
        file="python.hashes",
        roots="builtins zlib binascii hashlib mmh3 xxhash",
        entries=(
            (
                "builtins",
                "hash int.from_bytes",
            ),
            (
                "zlib",
                "crc32 adler32",
            ),
            (
                "binascii",
                "crc32",
            ),
            (
                "hashlib",
                (
                    "md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512 blake2b blake2s"
                ),
            ),
            (
                "mmh3",
                "hash hash64 hash128",
            ),
            (
                "xxhash",
                "xxh32 xxh64 xxh128 xxh32_intdigest xxh64_intdigest",
            ),
        ),
        methods=(
            (
                "any",
                "hexdigest digest intdigest",
            ),
        ),
    ),
    Contents(
        file="python.heaps",
        roots="heapq",
        entries=(
            (
                "heapq",
                (
                    "heapify heappush heappop heappushpop heapreplace nlargest nsmallest"
                ),
            ),
        ),
    ),
    Contents(
        file="python.iteration",
        roots="builtins",
        entries=(
            (
                "builtins",
                "map iter next",
            ),
        ),
        methods=(
            (
                "iterator",
                "__next__",
            ),
        ),
        hands_back="builtins.next",
    ),
    Contents(
        file="python.itertools",
        roots="itertools",
        entries=(
            (
                "itertools",
                "takewhile dropwhile islice accumulate pairwise zip_longest",
            ),
        ),
        hands_back="itertools.repeat",
    ),
    Contents(
        file="python.lists",
        methods=(
            (
                "list",
                (
                    "__len__ __getitem__ __setitem__ __delitem__ append insert extend copy sort reverse pop "
                    "remove clear index count"
                ),
            ),
        ),
    ),
    Contents(
        file="python.made_classes",
        roots="types dataclasses",
        entries=(
            (
                "types",
                "new_class",
            ),
            (
                "dataclasses",
                "make_dataclass",
            ),
        ),
    ),
    Contents(
        file="python.numbers",
        roots="builtins",
        entries=(
            (
                "builtins",
                "abs round divmod ord chr",
            ),
            (
                "math",
                "sqrt exp log log2 log10 log1p sin cos tan tanh",
            ),
        ),
    ),
    Contents(
        file="python.operator",
        roots="operator",
        entries=(
            (
                "operator",
                (
                    "add __add__ sub __sub__ mul __mul__ floordiv __floordiv__ mod __mod__ truediv __truediv__ "
                    "pow __pow__ and_ __and__ or_ __or__ xor __xor__ concat __concat__ iadd __iadd__ isub "
                    "__isub__ imul __imul__ ifloordiv __ifloordiv__ imod __imod__ iand __iand__ ior __ior__ "
                    "ixor __ixor__ iconcat __iconcat__ setitem __setitem__ delitem __delitem__ getitem "
                    "__getitem__"
                ),
            ),
        ),
    ),
    Contents(
        file="python.order",
        roots="builtins",
        entries=(
            (
                "builtins",
                "sorted reversed",
            ),
        ),
    ),
    Contents(
        file="python.patterns",
        roots="re builtins",
        entries=(
            (
                "re",
                "findall split compile sub",
            ),
            (
                "builtins",
                "str.maketrans",
            ),
        ),
        methods=(
            (
                "str",
                "translate",
            ),
            (
                "any",
                "translate",
            ),
            (
                "re.Pattern",
                "findall sub split match fullmatch search finditer subn",
            ),
        ),
    ),
    Contents(
        file="python.questions",
        roots="builtins",
        entries=(
            (
                "builtins",
                "isinstance type callable hasattr any all filter bool",
            ),
        ),
    ),
    Contents(
        file="python.queues",
        roots="queue multiprocessing torch.multiprocessing",
        entries=(
            (
                "queue multiprocessing torch.multiprocessing",
                "Queue SimpleQueue JoinableQueue LifoQueue",
            ),
        ),
        methods=(
            (
                "queue.Queue",
                (
                    "put put_nowait get get_nowait task_done join close join_thread cancel_join_thread"
                ),
            ),
        ),
    ),
    Contents(
        file="python.random",
        roots="random",
        entries=(
            (
                "random",
                (
                    "randint randrange shuffle choice sample choices Random SystemRandom"
                ),
            ),
            (
                "secrets",
                "randbelow choice",
            ),
        ),
        methods=(
            (
                "random.Random",
                "randint randrange shuffle choice sample choices",
            ),
            (
                "random.SystemRandom",
                "randint randrange shuffle choice sample choices",
            ),
        ),
    ),
    Contents(
        file="python.reduce",
        roots="functools",
        entries=(
            (
                "functools",
                "reduce",
            ),
        ),
    ),
    Contents(
        file="python.sets",
        roots="builtins",
        entries=(
            (
                "builtins",
                "set frozenset",
            ),
        ),
        methods=(
            (
                "set",
                (
                    "union intersection difference symmetric_difference update intersection_update "
                    "difference_update symmetric_difference_update add remove discard pop clear copy issubset "
                    "issuperset isdisjoint"
                ),
            ),
        ),
    ),
    Contents(
        file="python.standard_library",
        roots="functools os sys copy typing importlib abc",
        entries=(
            (
                "functools",
                (
                    "partial cached_property cache lru_cache singledispatch singledispatchmethod"
                ),
            ),
            (
                "os",
                (
                    "environ.setdefault putenv environ.update environ.get getenv _exit abort"
                ),
            ),
            (
                "typing",
                "cast TypedDict",
            ),
            (
                "copy",
                "deepcopy copy",
            ),
            (
                "sys",
                "exit",
            ),
            (
                "importlib",
                "import_module",
            ),
            (
                "builtins",
                "__import__",
            ),
        ),
        bases="NamedTuple TypedDict Generic Protocol ABC ABCMeta",
        constants="sys.version_info typing.TYPE_CHECKING",
        harmless="joblib cloudpickle dill tqdm nltk matplotlib seaborn yaml",
        calls_nothing=(
            "base64 calendar csv datetime getpass glob hashlib logging os.path pathlib platform shutil string "
            "tarfile tempfile traceback uuid warnings zipfile os.chdir os.cpu_count os.getcwd os.getpid "
            "os.listdir os.makedirs os.mkdir os.remove os.rename os.scandir os.system random.seed sys.getsizeof "
            "sys.setrecursionlimit sys.stderr sys.stdout time.ctime time.localtime time.monotonic "
            "time.perf_counter time.process_time time.strftime time.time time.time_ns nltk psutil requests"
        ),
        pure=(
            "re math string operator itertools fnmatch unicodedata textwrap fractions os.path.basename "
            "os.path.commonpath os.path.dirname os.path.join os.path.normpath os.path.split os.path.splitext "
            "pathlib.Path pathlib.PosixPath pathlib.PurePath pathlib.PurePosixPath torch.device"
        ),
        hands_out=(
            "builtins collections copy functools itertools operator queue random"
        ),
        hands_back="functools.reduce",
        decorators=(
            "abc.abstractmethod functools.wraps functools.total_ordering typing.no_type_check typing.final "
            "typing.overload typing.override typing.runtime_checkable typing_extensions.override "
            "contextlib.contextmanager contextlib.asynccontextmanager enum.unique unittest.skipIf "
            "unittest.skipUnless"
        ),
        environments="os.environ",
        modules="sys.modules",
    ),
    Contents(
        file="python.strings",
        roots="builtins",
        methods=(
            (
                "str",
                (
                    "format lower upper casefold title capitalize swapcase strip lstrip rstrip replace "
                    "removeprefix removesuffix zfill ljust rjust center expandtabs startswith endswith isdigit "
                    "isdecimal isnumeric isalpha isalnum isspace isupper islower istitle isascii isidentifier "
                    "partition rpartition splitlines rsplit count join split index find"
                ),
            ),
            (
                "any",
                (
                    "lower upper replace split splitlines strip rstrip lstrip casefold title"
                ),
            ),
        ),
    ),
    Contents(
        file="python.texts",
        roots="io",
        entries=(
            (
                "io",
                "StringIO",
            ),
        ),
        methods=(
            (
                "io.StringIO",
                "read getvalue readlines readline seek write truncate",
            ),
        ),
    ),
    Contents(
        file="python.threads",
        roots="concurrent.futures multiprocessing torch.multiprocessing",
        entries=(
            (
                "concurrent.futures",
                "ThreadPoolExecutor",
            ),
            (
                "multiprocessing",
                "pool.ThreadPool dummy.Pool",
            ),
            (
                "multiprocessing torch.multiprocessing",
                "Process",
            ),
            (
                "torch.multiprocessing",
                "spawn",
            ),
        ),
        methods=(
            (
                "concurrent.futures.ThreadPoolExecutor",
                "map submit",
            ),
            (
                "multiprocessing.Process",
                "start run",
            ),
            (
                "concurrent.futures.Future",
                "exception result",
            ),
            (
                "multiprocessing.pool.ThreadPool",
                "map imap imap_unordered",
            ),
            (
                "multiprocessing.dummy.Pool",
                "map imap imap_unordered",
            ),
        ),
    ),
    Contents(
        file="saved.arrays",
        roots="numpy",
        entries=(
            (
                "numpy",
                "save savez savez_compressed load",
            ),
        ),
        methods=(
            (
                "numpy.box",
                "item tolist",
            ),
        ),
    ),
    Contents(
        file="saved.objects",
        roots=(
            "pickle cPickle _pickle dill cloudpickle joblib sklearn.externals.joblib json yaml torch"
        ),
        entries=(
            (
                (
                    "pickle cPickle _pickle dill cloudpickle joblib sklearn.externals.joblib"
                ),
                "dump load",
            ),
            (
                "pickle cPickle _pickle dill cloudpickle",
                "dumps loads",
            ),
            (
                "torch",
                "save jit.save load jit.load",
            ),
            (
                "json",
                "dump dumps",
            ),
            (
                "yaml",
                "dump safe_dump",
            ),
        ),
    ),
    Contents(
        file="scipy",
        roots="scipy",
        entries=(
            (
                "scipy",
                (
                    "sparse.dok_matrix sparse.dok_array sparse.lil_matrix sparse.lil_array sparse.coo_matrix "
                    "sparse.coo_array sparse.csr_matrix sparse.csr_array sparse.csc_matrix sparse.csc_array "
                    "sparse.dia_matrix sparse.dia_array sparse.bsr_matrix sparse.bsr_array"
                ),
            ),
        ),
        methods=(
            (
                "sparse",
                (
                    "todok tolil tocoo tocsr tocsc todia tobsr copy astype keys items nonzero"
                ),
            ),
        ),
        attributes=(
            (
                "sparse",
                "shape row col",
            ),
        ),
    ),
    Contents(
        file="sklearn.sklearn",
        roots="sklearn",
        entries=(
            (
                "sklearn",
                (
                    "preprocessing.LabelEncoder preprocessing.label.LabelEncoder preprocessing.OrdinalEncoder "
                    "preprocessing.KBinsDiscretizer preprocessing.StandardScaler preprocessing.RobustScaler "
                    "preprocessing.PowerTransformer preprocessing.MinMaxScaler "
                    "feature_extraction.text.CountVectorizer feature_extraction.text.TfidfVectorizer"
                ),
            ),
        ),
        methods=(
            (
                "any",
                "toarray todense",
            ),
        ),
    ),
    Contents(
        file="sklearn.splits",
        roots="sklearn",
        entries=(
            (
                "sklearn",
                (
                    "model_selection.train_test_split cross_validation.train_test_split model_selection.KFold "
                    "model_selection.StratifiedKFold model_selection.RepeatedKFold "
                    "model_selection.RepeatedStratifiedKFold model_selection.GroupKFold "
                    "model_selection.StratifiedGroupKFold"
                ),
            ),
        ),
        methods=(
            (
                "sklearn.model_selection.KFold",
                "split",
            ),
            (
                "sklearn.model_selection.GroupKFold",
                "split",
            ),
        ),
    ),
    Contents(
        file="tensorflow.data",
        roots=(
            "tensorflow.data tensorflow.compat.v1.data tensorflow.compat.v2.data"
        ),
        entries=(
            (
                (
                    "tensorflow.data tensorflow.compat.v1.data tensorflow.compat.v2.data"
                ),
                (
                    "Dataset.from_tensor_slices Dataset.from_tensors Dataset.from_generator Dataset.range "
                    "Dataset.zip"
                ),
            ),
        ),
        methods=(
            (
                "dataset",
                (
                    "map flat_map interleave window batch ragged_batch padded_batch shuffle repeat prefetch "
                    "cache with_options rebatch take skip shard filter unbatch concatenate enumerate "
                    "as_numpy_iterator"
                ),
            ),
            (
                "iterator",
                "next get_next",
            ),
        ),
    ),
    Contents(
        file="tensorflow.tensorflow",
        roots="tensorflow tensorflow.compat.v1 tensorflow.compat.v2",
        entries=(
            (
                "tensorflow tensorflow.compat.v1 tensorflow.compat.v2",
                (
                    "convert_to_tensor constant random_normal_initializer random_uniform_initializer "
                    "truncated_normal_initializer orthogonal_initializer zeros_initializer ones_initializer "
                    "glorot_uniform_initializer glorot_normal_initializer variance_scaling_initializer "
                    "uniform_unit_scaling_initializer contrib.layers.xavier_initializer "
                    "contrib.layers.variance_scaling_initializer initializers.GlorotNormal "
                    "initializers.GlorotUniform initializers.HeNormal initializers.HeUniform "
                    "initializers.Orthogonal initializers.RandomNormal initializers.RandomUniform "
                    "initializers.TruncatedNormal initializers.Zeros initializers.Ones ragged.constant identity "
                    "ensure_shape stop_gradient cast to_int32 to_int64 slice strided_slice broadcast_to reshape "
                    "expand_dims random.shuffle random_shuffle squeeze transpose reverse tile repeat roll sort "
                    "argsort pad boolean_mask round floor math.floor math.ceil abs math.abs split unstack "
                    "reduce_max math.reduce_max reduce_min math.reduce_min reduce_sum math.reduce_sum "
                    "reduce_mean math.reduce_mean nn.top_k math.top_k gather concat stack zeros ones zeros_like "
                    "ones_like fill clip_by_value argmax math.argmax argmin math.argmin random.categorical "
                    "multinomial random.multinomial nn.softmax nn.log_softmax nn.sigmoid nn.relu nn.tanh where "
                    "where_v2 Variable get_variable random.normal random_normal random.truncated_normal "
                    "truncated_normal nn.embedding_lookup strings.to_hash_bucket_fast strings.to_hash_bucket "
                    "strings.to_hash_bucket_strong string_to_hash_bucket_fast string_to_hash_bucket "
                    "string_to_hash_bucket_strong lookup.KeyValueTensorInitializer lookup.StaticHashTable "
                    "lookup.StaticVocabularyTable searchsorted feature_column.categorical_column_with_identity "
                    "add subtract multiply math.add math.subtract math.multiply math.mod math.floormod "
                    "math.floordiv minimum math.minimum maximum math.maximum range shape random.uniform "
                    "random_uniform function"
                ),
            ),
            (
                "tensorflow tensorflow.compat.v1",
                (
                    "placeholder Session InteractiveSession train.MonitoredTrainingSession "
                    "train.MonitoredSession train.SingularMonitoredSession cond"
                ),
            ),
        ),
        methods=(
            (
                "tensorflow.lookup.StaticHashTable",
                "lookup __getitem__",
            ),
            (
                "array",
                "to_tensor",
            ),
            (
                "any",
                "to_tensor",
            ),
            (
                "tensorflow.Session",
                "run",
            ),
            (
                "tensorflow.InteractiveSession",
                "run",
            ),
            (
                "tensorflow.train.MonitoredTrainingSession",
                "run",
            ),
            (
                "tensorflow.train.MonitoredSession",
                "run",
            ),
            (
                "tensorflow.train.SingularMonitoredSession",
                "run",
            ),
            (
                "tensorflow.compat.v1.Session",
                "run",
            ),
            (
                "tensorflow.compat.v1.InteractiveSession",
                "run",
            ),
            (
                "tensorflow.compat.v1.train.MonitoredTrainingSession",
                "run",
            ),
            (
                "tensorflow.compat.v1.train.MonitoredSession",
                "run",
            ),
            (
                "tensorflow.compat.v1.train.SingularMonitoredSession",
                "run",
            ),
        ),
        tensors=True,
        harmless=(
            "tensorflow_datasets tensorflow_hub tensorflow_text tensorflow_addons"
        ),
        calls_nothing=(
            "tensorflow.config tensorflow.get_logger tensorflow.random.set_seed"
        ),
        decorators="tensorflow.function",
    ),
    Contents(
        file="testing",
        roots="pytest unittest mock numpy",
        entries=(
            (
                "pytest",
                "skip fail exit xfail raises",
            ),
            (
                "unittest",
                (
                    "mock.patch mock.patch.object mock.patch.multiple mock.patch.dict TestCase"
                ),
            ),
            (
                "mock",
                "patch patch.object patch.multiple patch.dict",
            ),
            (
                "numpy",
                "testing.assert_raises",
            ),
        ),
        methods=(
            (
                "any",
                "setattr setitem",
            ),
            (
                "patcher",
                "start __enter__",
            ),
            (
                "unittest.TestCase",
                (
                    "skipTest fail assertRaises failUnlessRaises assertRaisesRegex assertRaisesRegexp"
                ),
            ),
        ),
        bases="TestCase IsolatedAsyncioTestCase case.TestCase",
    ),
    Contents(
        file="torch.data",
        roots=(
            "torch.utils.data torch.utils.data.dataset torch.utils.data.dataloader "
            "torch.utils.data._utils.collate"
        ),
        entries=(
            (
                (
                    "torch.utils.data torch.utils.data.dataset torch.utils.data.dataloader "
                    "torch.utils.data._utils.collate"
                ),
                (
                    "TensorDataset DataLoader default_collate ConcatDataset Subset random_split"
                ),
            ),
        ),
        bases="Dataset IterableDataset Sampler",
    ),
    Contents(
        file="torch.distributions",
        roots="torch.distributions torch.distributions.categorical",
        entries=(
            (
                "torch.distributions torch.distributions.categorical",
                "Categorical",
            ),
        ),
        methods=(
            (
                "torch.distributions.Categorical",
                "sample",
            ),
        ),
    ),
    Contents(
        file="torch.lightning",
        roots=(
            "lightning lightning.pytorch pytorch_lightning lightning.fabric lightning_fabric accelerate"
        ),
        entries=(
            (
                (
                    "lightning lightning.pytorch pytorch_lightning lightning.fabric lightning_fabric accelerate"
                ),
                (
                    "Trainer Fabric Accelerator LightningModule core.LightningModule LightningDataModule "
                    "core.LightningDataModule"
                ),
            ),
        ),
        methods=(
            (
                "lightning.Trainer",
                "fit validate test predict",
            ),
            (
                "lightning.pytorch.Trainer",
                "fit validate test predict",
            ),
            (
                "pytorch_lightning.Trainer",
                "fit validate test predict",
            ),
            (
                "lightning.fabric.Trainer",
                "fit validate test predict",
            ),
            (
                "lightning_fabric.Trainer",
                "fit validate test predict",
            ),
            (
                "accelerate.Trainer",
                "fit validate test predict",
            ),
            (
                "lightning.Fabric",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "lightning.Accelerator",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "lightning.pytorch.Fabric",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "lightning.pytorch.Accelerator",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "pytorch_lightning.Fabric",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "pytorch_lightning.Accelerator",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "lightning.fabric.Fabric",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "lightning.fabric.Accelerator",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "lightning_fabric.Fabric",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "lightning_fabric.Accelerator",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "accelerate.Fabric",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
            (
                "accelerate.Accelerator",
                (
                    "prepare prepare_model setup setup_module setup_dataloaders unwrap_model"
                ),
            ),
        ),
        bases=(
            "LightningModule core.LightningModule LightningDataModule core.LightningDataModule"
        ),
    ),
    Contents(
        file="torch.torch",
        roots="torch",
        entries=(
            (
                "torch",
                (
                    "nn.Embedding nn.modules.sparse.Embedding nn.modules.Embedding nn.EmbeddingBag "
                    "nn.modules.sparse.EmbeddingBag nn.Embedding.from_pretrained "
                    "nn.EmbeddingBag.from_pretrained nn.functional.embedding nn.functional.embedding_bag rand "
                    "empty randn nn.utils.rnn.pad_sequence tensor as_tensor asarray LongTensor IntTensor Tensor "
                    "FloatTensor from_numpy clone reshape flatten ravel unsqueeze squeeze permute transpose "
                    "swapaxes t flip flipud fliplr roll tile repeat_interleave sort argsort topk "
                    "nn.functional.pad masked_select gather round floor ceil trunc abs absolute chunk split "
                    "tensor_split unbind vsplit hsplit dsplit narrow select diagonal as_strided unfold swapdims "
                    "movedim moveaxis broadcast_to unflatten adjoint real view_as_real resolve_conj resolve_neg "
                    "atleast_1d atleast_2d atleast_3d from_dlpack utils.dlpack.from_dlpack frombuffer "
                    "index_select nn.functional.one_hot nn.Parameter nn.parameter.Parameter cat concat "
                    "concatenate vstack stack hstack bucketize linspace quantile searchsorted randint "
                    "randint_like randperm eye meshgrid zeros ones zeros_like ones_like full argmax argmin "
                    "cdist multinomial softmax log_softmax sigmoid relu tanh exp pow sqrt square log log1p log2 "
                    "nn.functional.softmax nn.functional.log_softmax nn.functional.sigmoid nn.functional.relu "
                    "nn.functional.tanh nn.functional.exp nn.functional.gelu nn.functional.logsigmoid "
                    "nn.functional.dropout nn.functional.normalize nn.functional.leaky_relu matmul bmm cumsum "
                    "max sum mean std var prod logsumexp full_like where nonzero argwhere masked_fill arange "
                    "clamp clip minimum maximum add sub subtract mul multiply remainder floor_divide "
                    "autograd.Variable nn.Identity nn.Flatten nn.Linear nn.LazyLinear nn.Softmax nn.LogSoftmax "
                    "nn.ReLU nn.LeakyReLU nn.ELU nn.SiLU nn.Tanh nn.Sigmoid nn.GELU nn.LayerNorm nn.RMSNorm "
                    "nn.Dropout nn.TransformerEncoderLayer nn.TransformerEncoder nn.TransformerDecoderLayer "
                    "nn.TransformerDecoder nn.BatchNorm1d nn.AlphaDropout nn.Hardswish nn.Hardtanh "
                    "nn.LogSigmoid nn.Mish nn.PReLU nn.ReLU6 nn.SELU nn.Softplus nn.MultiheadAttention "
                    "nn.Transformer nn.LSTM nn.GRU nn.RNN nn.utils.rnn.pack_padded_sequence "
                    "nn.utils.rnn.pad_packed_sequence nn.Module.eval nn.Module.train "
                    "nn.modules.module.register_module_forward_pre_hook "
                    "nn.modules.module.register_module_forward_hook nn.init.trunc_normal_ nn.init.uniform_ "
                    "nn.init.normal_ nn.init.eye_ nn.init.dirac_ nn.init.orthogonal_ nn.init.sparse_ "
                    "nn.init.xavier_uniform_ nn.init.xavier_normal_ nn.init.kaiming_uniform_ "
                    "nn.init.kaiming_normal_ nn.init.uniform nn.init.normal nn.init.eye nn.init.dirac "
                    "nn.init.orthogonal nn.init.sparse nn.init.xavier_uniform nn.init.xavier_normal "
                    "nn.init.kaiming_uniform nn.init.kaiming_normal nn.init._no_grad_uniform_ "
                    "nn.init._no_grad_normal_ nn.init._no_grad_trunc_normal_ nn.init.ones_ nn.init.zeros_ "
                    "nn.init.constant_ nn.init.constant optim.SGD optim.Adam optim.AdamW optim.SparseAdam "
                    "optim.Adagrad optim.RMSprop optim.Adadelta nn.DataParallel nn.parallel.DataParallel "
                    "nn.parallel.DistributedDataParallel distributed.fsdp.FullyShardedDataParallel "
                    "distributed.fsdp.fully_shard nn.utils.weight_norm nn.utils.spectral_norm "
                    "nn.utils.remove_weight_norm nn.utils.parametrizations.weight_norm "
                    "nn.utils.parametrizations.spectral_norm nn.utils.parametrizations.orthogonal "
                    "nn.utils.parametrize.register_parametrization utils.swap_tensors "
                    "nn.utils.vector_to_parameters nn.utils.convert_parameters.vector_to_parameters compile "
                    "jit.script jit.freeze jit.optimize_for_inference jit.trace ao.quantization.prepare "
                    "quantization.prepare nn.Sequential nn.modules.Sequential nn.modules.container.Sequential "
                    "nn.ModuleList nn.modules.container.ModuleList nn.ModuleDict "
                    "nn.modules.container.ModuleDict"
                ),
            ),
        ),
        methods=(
            (
                "table",
                (
                    "to cuda cpu xpu ipu mps float half double bfloat16 type requires_grad_ share_memory "
                    "share_memory_ to_empty to_sparse compile eval train apply register_forward_pre_hook "
                    "register_forward_hook register_full_backward_hook register_full_backward_pre_hook "
                    "register_backward_hook register_state_dict_pre_hook register_state_dict_post_hook "
                    "register_load_state_dict_pre_hook register_load_state_dict_post_hook add_module "
                    "register_module set_submodule register_buffer register_parameter zero_grad extra_repr "
                    "buffers named_buffers reset_parameters children named_children modules named_modules "
                    "get_submodule get_parameter parameters named_parameters state_dict load_state_dict"
                ),
            ),
            (
                "list",
                (
                    "to cuda cpu xpu ipu mps float half double bfloat16 type requires_grad_ share_memory "
                    "share_memory_ to_empty to_sparse compile eval train apply register_forward_pre_hook "
                    "register_forward_hook register_full_backward_hook register_full_backward_pre_hook "
                    "register_backward_hook register_state_dict_pre_hook register_state_dict_post_hook "
                    "register_load_state_dict_pre_hook register_load_state_dict_post_hook add_module "
                    "register_module set_submodule register_buffer register_parameter zero_grad extra_repr "
                    "buffers named_buffers reset_parameters children named_children modules named_modules "
                    "get_submodule get_parameter parameters named_parameters state_dict load_state_dict"
                ),
            ),
            (
                "dict",
                (
                    "to cuda cpu xpu ipu mps float half double bfloat16 type requires_grad_ share_memory "
                    "share_memory_ to_empty to_sparse compile eval train apply register_forward_pre_hook "
                    "register_forward_hook register_full_backward_hook register_full_backward_pre_hook "
                    "register_backward_hook register_state_dict_pre_hook register_state_dict_post_hook "
                    "register_load_state_dict_pre_hook register_load_state_dict_post_hook add_module "
                    "register_module set_submodule register_buffer register_parameter zero_grad extra_repr "
                    "buffers named_buffers reset_parameters children named_children modules named_modules "
                    "get_submodule get_parameter parameters named_parameters state_dict load_state_dict"
                ),
            ),
            (
                "model",
                (
                    "to cuda cpu xpu ipu mps float half double bfloat16 type requires_grad_ share_memory "
                    "share_memory_ to_empty to_sparse compile eval train apply register_forward_pre_hook "
                    "register_forward_hook register_full_backward_hook register_full_backward_pre_hook "
                    "register_backward_hook register_state_dict_pre_hook register_state_dict_post_hook "
                    "register_load_state_dict_pre_hook register_load_state_dict_post_hook add_module "
                    "register_module set_submodule register_buffer register_parameter zero_grad extra_repr "
                    "buffers named_buffers reset_parameters children named_children modules named_modules "
                    "get_submodule get_parameter parameters named_parameters state_dict load_state_dict append "
                    "insert extend pop"
                ),
            ),
            (
                "layer",
                (
                    "register_parameter register_forward_pre_hook register_forward_hook "
                    "register_full_backward_hook register_full_backward_pre_hook register_backward_hook "
                    "register_state_dict_pre_hook register_state_dict_post_hook "
                    "register_load_state_dict_pre_hook register_load_state_dict_post_hook eval train "
                    "get_parameter parameters named_parameters state_dict load_state_dict"
                ),
            ),
            (
                "vectors",
                (
                    "matmul bmm scatter scatter_add index_fill index_add index_copy"
                ),
            ),
            (
                "array",
                "new_zeros new_ones new_full new_empty new",
            ),
            (
                "any",
                "new_zeros new_ones new_full new_empty",
            ),
        ),
        attributes=(
            (
                "table",
                "module _orig_mod _parameters _buffers",
            ),
            (
                "model",
                "module _orig_mod",
            ),
            (
                "torch.nn.Transformer",
                "encoder decoder",
            ),
        ),
        bases=(
            "nn.Module nn.modules.Module nn.modules.module.Module jit.ScriptModule"
        ),
        aliases=(
            (
                "functional.F",
                "nn.functional",
            ),
        ),
        tensors=True,
        harmless="torchvision datasets",
        calls_nothing=(
            "torch.backends torch.cuda torch.device torch.manual_seed torch.set_default_dtype "
            "torch.set_float32_matmul_precision torch.set_num_threads torch.set_printoptions "
            "torch.use_deterministic_algorithms"
        ),
        in_place=(
            (
                "vectors",
                (
                    "resize_ resize_as_ set_ as_strided_ squeeze_ unsqueeze_ t_ transpose_ swapaxes_ swapdims_"
                ),
            ),
        ),
        classes="torch.Tensor",
        decorators=(
            "torch.no_grad torch.jit.script torch.inference_mode torch.compile"
        ),
    ),
    Contents(
        file="torch.torchtext",
        roots="torchtext",
        entries=(
            (
                "torchtext",
                (
                    "data.Field legacy.data.Field data.field.Field data.ReversibleField "
                    "legacy.data.ReversibleField data.field.ReversibleField data.LabelField "
                    "legacy.data.LabelField data.field.LabelField data.NestedField legacy.data.NestedField "
                    "data.field.NestedField vocab.build_vocab_from_iterator vocab.vocab vocab.Vocab vocab.GloVe "
                    "vocab.FastText"
                ),
            ),
        ),
    ),
    Contents(
        file="torch.torchtext_data",
        roots=(
            "torchtext.data torchtext.legacy.data torchtext.datasets torchtext.legacy.datasets"
        ),
        entries=(
            (
                "torchtext.data torchtext.legacy.data",
                (
                    "Dataset TabularDataset TabularDataset.splits Iterator BucketIterator Iterator.splits "
                    "BucketIterator.splits"
                ),
            ),
            (
                "torchtext.datasets torchtext.legacy.datasets",
                (
                    "TranslationDataset TranslationDataset.splits Multi30k.splits IWSLT.splits WMT14.splits "
                    "SequenceTaggingDataset SequenceTaggingDataset.splits UDPOS.splits CoNLL2000Chunking.splits "
                    "IMDB IMDB.splits TREC.splits SST.splits SNLI.splits WikiText2.splits WikiText103.splits "
                    "PennTreebank.splits"
                ),
            ),
        ),
        methods=(
            (
                "torchtext.data.Dataset",
                "split",
            ),
            (
                "dataset",
                "init_epoch",
            ),
            (
                "torchtext.data.Field",
                "process numericalize",
            ),
            (
                "torchtext.data.LabelField",
                "process numericalize",
            ),
            (
                "torchtext.data.ReversibleField",
                "process numericalize",
            ),
            (
                "torchtext.data.NestedField",
                "process numericalize",
            ),
            (
                "torchtext.legacy.data.Field",
                "process numericalize",
            ),
            (
                "torchtext.legacy.data.LabelField",
                "process numericalize",
            ),
            (
                "torchtext.legacy.data.ReversibleField",
                "process numericalize",
            ),
            (
                "torchtext.legacy.data.NestedField",
                "process numericalize",
            ),
            (
                "torchtext.data.field.Field",
                "process numericalize",
            ),
            (
                "torchtext.data.field.LabelField",
                "process numericalize",
            ),
            (
                "torchtext.data.field.ReversibleField",
                "process numericalize",
            ),
            (
                "torchtext.data.field.NestedField",
                "process numericalize",
            ),
        ),
        attributes=(
            (
                "torchtext.data.Batch",
                "*",
            ),
        ),
        bases=(
            "Dataset TabularDataset TranslationDataset SequenceTaggingDataset"
        ),
    ),
    Contents(
        file="torch.torchvision",
        roots="torchvision",
        entries=(
            (
                "torchvision",
                (
                    "datasets.MNIST datasets.FashionMNIST datasets.KMNIST datasets.CIFAR10 datasets.CIFAR100 "
                    "datasets.SVHN datasets.USPS datasets.EuroSAT datasets.GTSRB datasets.DTD datasets.Food101 "
                    "datasets.Flowers102 datasets.StanfordCars datasets.SUN397 datasets.ImageNet "
                    "datasets.ImageFolder datasets.DatasetFolder"
                ),
            ),
        ),
    ),
    Contents(
        file="watching.model_viewers",
        roots=(
            "keras tensorflow tensorflowjs tf2onnx keras2onnx mlflow torchsummary torchsummaryX "
            "pytorch_model_summary torchviz visualkeras ptflops wandb torchinfo"
        ),
        entries=(
            (
                "torchinfo",
                "summary",
            ),
            (
                "keras",
                (
                    "utils.plot_model utils.model_to_dot utils.vis_utils.plot_model "
                    "utils.vis_utils.model_to_dot"
                ),
            ),
            (
                "tensorflow",
                (
                    "keras.utils.plot_model keras.utils.model_to_dot saved_model.save "
                    "lite.TFLiteConverter.from_keras_model train.Checkpoint train.CheckpointManager"
                ),
            ),
            (
                "tensorflowjs",
                "converters.save_keras_model",
            ),
            (
                "tf2onnx",
                "convert.from_keras",
            ),
            (
                "keras2onnx",
                "convert_keras",
            ),
            (
                "mlflow",
                "keras.log_model tensorflow.log_model pytorch.log_model",
            ),
            (
                "torchsummary",
                "summary",
            ),
            (
                "torchsummaryX",
                "summary",
            ),
            (
                "pytorch_model_summary",
                "summary",
            ),
            (
                "torchviz",
                "make_dot",
            ),
            (
                "visualkeras",
                "layered_view graph_view",
            ),
            (
                "ptflops",
                "get_model_complexity_info",
            ),
            (
                "wandb",
                "watch unwatch",
            ),
        ),
    ),
    Contents(
        file="watching.progress_bars",
        roots="tqdm rich fastprogress progressbar",
        entries=(
            (
                "tqdm",
                (
                    "tqdm auto.tqdm autonotebook.tqdm notebook.tqdm std.tqdm rich.tqdm tqdm_notebook trange "
                    "auto.trange notebook.trange tnrange"
                ),
            ),
            (
                "rich",
                "progress.track",
            ),
            (
                "fastprogress",
                (
                    "progress_bar master_bar fastprogress.progress_bar fastprogress.master_bar"
                ),
            ),
            (
                "progressbar",
                "progressbar",
            ),
        ),
        methods=(
            (
                "list",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
            (
                "tuple",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
            (
                "range",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
            (
                "array",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
            (
                "dataset",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
            (
                "iterator",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
            (
                "zipped",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
            (
                "enumerated",
                (
                    "set_postfix set_postfix_str set_description set_description_str refresh display unpause "
                    "update close"
                ),
            ),
        ),
    ),
    Contents(
        file="watching.reading_packages",
        roots="torch.utils.tensorboard tensorboardX",
        entries=(
            (
                "torch.utils.tensorboard tensorboardX",
                "SummaryWriter",
            ),
        ),
        methods=(
            (
                "torch.utils.tensorboard.SummaryWriter",
                (
                    "add_scalar add_scalars add_histogram add_image add_images add_figure add_text "
                    "add_embedding add_pr_curve add_hparams flush close"
                ),
            ),
        ),
        harmless=(
            "IPython altair bokeh plotly scikitplot wordcloud yellowbrick colorama loguru prettytable tabulate "
            "termcolor bert_score editdistance jiwer rouge rouge_score sacrebleu seqeval torchmetrics comet_ml "
            "mlflow neptune tensorboardX wandb h5py msgpack orjson simplejson ujson"
        ),
        calls_nothing=(
            "colorama loguru prettytable tabulate termcolor bert_score editdistance jiwer rouge rouge_score "
            "sacrebleu seqeval torchmetrics comet_ml mlflow neptune tensorboardX wandb h5py msgpack orjson "
            "simplejson ujson"
        ),
    ),
    Contents(
        file="words.gensim",
        roots="gensim",
        entries=(
            (
                "gensim",
                (
                    "corpora.Dictionary corpora.dictionary.Dictionary corpora.Dictionary.load "
                    "corpora.Dictionary.from_documents models.Word2Vec models.Word2Vec.load "
                    "models.word2vec.Word2Vec models.word2vec.Word2Vec.load models.FastText "
                    "models.FastText.load models.fasttext.FastText models.fasttext.FastText.load "
                    "models.KeyedVectors.load models.KeyedVectors.load_word2vec_format "
                    "models.keyedvectors.KeyedVectors.load_word2vec_format "
                    "models.keyedvectors.KeyedVectors.load downloader.load"
                ),
            ),
        ),
    ),
    Contents(
        file="words.sentencepiece",
        roots="sentencepiece",
        entries=(
            (
                "sentencepiece",
                "SentencePieceProcessor",
            ),
        ),
    ),
    Contents(
        file="words.tfds_text",
        roots="tensorflow_datasets tensorflow_datasets.public_api",
        entries=(
            (
                "tensorflow_datasets tensorflow_datasets.public_api",
                (
                    "deprecated.text.SubwordTextEncoder.build_from_corpus "
                    "features.text.SubwordTextEncoder.build_from_corpus "
                    "deprecated.text.SubwordTextEncoder.load_from_file "
                    "features.text.SubwordTextEncoder.load_from_file deprecated.text.SubwordTextEncoder "
                    "features.text.SubwordTextEncoder"
                ),
            ),
        ),
    ),
    Contents(
        file="words.tiktoken",
        roots="tiktoken",
        entries=(
            (
                "tiktoken",
                "get_encoding encoding_for_model Encoding",
            ),
        ),
    ),
)

CONVENTIONS: Final = Conventions(
    instance_calls=(
        "call",
        "forward",
    ),
    modes=(
        "training",
        "requires_grad",
    ),
    switches=(
        "eval",
        "train",
    ),
    fed_with_arrays=(
        "__call__",
        "call",
        "predict_on_batch",
        "train_on_batch",
        "test_on_batch",
    ),
    fed_with_batches=(
        "fit",
        "predict",
        "evaluate",
        "fit_generator",
        "predict_generator",
        "evaluate_generator",
    ),
    fed_with_targets=(
        "fit",
        "evaluate",
        "fit_generator",
        "evaluate_generator",
    ),
    data_arguments=(
        "x",
        "inputs",
        "input",
        "data",
        "generator",
        "dataset",
    ),
    tried_on=(
        "validation_data",
    ),
    callbacks=(
        "callbacks",
    ),
    callbacks_are_told=(
        "on_epoch_end",
    ),
    builds_models=(
        "add",
        "build",
        "compile",
        "summary",
    ),
    changes_models=(
        "eval",
        "train",
        "to",
        "cuda",
        "cpu",
        "float",
        "half",
        "double",
        "requires_grad_",
        "zero_grad",
        "load_state_dict",
    ),
    gives_arrays=(
        "parameters",
        "named_parameters",
        "buffers",
        "named_buffers",
        "state_dict",
    ),
    gives_parts=(
        "modules",
        "named_modules",
        "children",
        "named_children",
    ),
    takes_arrays=(
        "torch.optim.",
        "torch.save",
        "torch.nn.utils.clip_grad_",
        "transformers.AdamW",
        "transformers.optim",
        "builtins.sum",
        "builtins.print",
        "builtins.len",
        "builtins.any",
        "builtins.all",
    ),
    shows=(
        "builtins.print",
        "builtins.list",
        "builtins.len",
        "builtins.type",
    ),
    trains=(
        "fit",
        "fit_generator",
    ),
    targets=(
        "y",
    ),
    reverses=(
        "reverse",
    ),
    lists_weight=(
        "weights",
        "trainable_weights",
        "variables",
        "get_weights",
    ),
    fills_table=(
        "set_weights",
    ),
    results=(
        "out",
    ),
    changes_in_place=(
        "inplace",
    ),
    prepares_tests=(
        "setUpClass",
        "setup_class",
        "setUp",
        "asyncSetUp",
        "setup_method",
        "setup",
    ),
    provides=(
        "pytest.fixture",
        "pytest.yield_fixture",
    ),
    meant_to_fail=(
        "xfail",
        "expectedFailure",
        "skip",
    ),
    expects_errors=(
        "suppress",
        "raises",
        "assert_raises",
        "assertRaises*",
    ),
    returned_errors=(
        "return_exceptions",
    ),
    index_errors=(
        "InvalidArgumentError",
    ),
    shapes=(
        "shape",
    ),
    shape_methods=(
        "size",
    ),
    elements_in_place=(
        "torch",
    ),
    array_content=(
        "data",
        "dtype",
        "flat",
        "imag",
        "real",
        "shape",
        "strides",
    ),
    column_names=(
        "columns",
    ),
    about_ids=(
        "max",
        "min",
        "amax",
        "amin",
        "all",
        "any",
        "item",
        "sum",
        "isin",
        "count",
    ),
    writes_files=(
        "write",
        "writelines",
        "write_text",
        "write_bytes",
        "writerow",
        "writerows",
        "truncate",
        "unlink",
        "touch",
        "rename",
        "save",
        "save_pretrained",
        "savetxt",
        "tofile",
        "to_csv",
        "to_json",
        "to_pickle",
        "to_parquet",
    ),
    moves_files=(
        "rename",
        "replace",
        "move",
    ),
    asks_files=(
        "absolute",
        "cwd",
        "exists",
        "expanduser",
        "glob",
        "home",
        "is_dir",
        "is_file",
        "is_mount",
        "is_symlink",
        "iterdir",
        "lstat",
        "read_bytes",
        "read_text",
        "readlink",
        "resolve",
        "rglob",
        "samefile",
        "stat",
        "walk",
    ),
    ends_constructors=(
        "model_post_init",
    ),
    of_files=(
        "close",
        "flush",
        "read",
        "readline",
        "write",
        "writelines",
    ),
    stops_early=(
        "itertools.compress",
        "itertools.islice",
        "itertools.takewhile",
    ),
    begins=(
        "itertools.takewhile",
    ),
    stops_at=(
        "itertools.islice",
    ),
    takes_all=(
        "collections.Counter",
        "collections.OrderedDict",
        "collections.OrderedDict.fromkeys",
        "collections.deque",
        "math.fsum",
        "math.prod",
        "statistics.fmean",
        "statistics.mean",
        "torch.nn.ModuleDict",
        "torch.nn.ModuleList",
        "torch.nn.ParameterList",
    ),
    keeps=(
        "save",
        "savetxt",
        "savez",
        "savez_compressed",
        "dump",
        "dumps",
    ),
    weight=WeightNames(
        names=(
            "weight",
        ),
        data=(
            "data",
        ),
        itself=(
            "data",
            "weight",
        ),
        transposed=(
            "T",
            "mT",
            "H",
            "mH",
            "transpose",
            "swapaxes",
            "reshape",
        ),
        same=(
            "data",
            "weight",
            "detach",
            "clone",
            "cpu",
            "cuda",
            "to",
            "float",
            "half",
            "double",
            "contiguous",
            "softmax",
            "log_softmax",
            "sigmoid",
            "relu",
            "tanh",
            "exp",
        ),
        worked_on=(
            "abs",
            "clamp",
            "clip",
            "neg",
            "square",
        ),
        read=(
            "size",
            "shape",
            "dim",
            "ndim",
            "numel",
            "dtype",
            "device",
            "grad",
            "requires_grad",
            "requires_grad_",
            "is_leaf",
            "norm",
            "mean",
            "std",
            "sum",
            "min",
            "max",
            "var",
            "backward",
            "register_hook",
            "element_size",
            "ndimension",
            "nelement",
            "get_device",
            "is_contiguous",
            "stride",
            "data_ptr",
            "new_zeros",
            "new_ones",
            "new_full",
            "new_empty",
            "new_tensor",
        ),
        copied=(
            "get_weights",
            "astype",
            "numpy",
            "tolist",
        ),
        copies_read=(
            "IPython",
            "altair",
            "bokeh",
            "plotly",
            "scikitplot",
            "wordcloud",
            "yellowbrick",
            "colorama",
            "loguru",
            "prettytable",
            "tabulate",
            "termcolor",
            "bert_score",
            "editdistance",
            "jiwer",
            "rouge",
            "rouge_score",
            "sacrebleu",
            "seqeval",
            "torchmetrics",
            "comet_ml",
            "mlflow",
            "neptune",
            "tensorboardX",
            "wandb",
            "h5py",
            "msgpack",
            "orjson",
            "simplejson",
            "ujson",
            "matplotlib",
            "numpy",
            "scipy",
            "seaborn",
            "sklearn",
            "umap",
        ),
        about=(
            "dtype",
            "device",
            "ndim",
            "requires_grad",
            "is_leaf",
            "is_cuda",
            "layout",
            "itemsize",
            "nbytes",
        ),
        replaced=(
            "set_",
            "resize_",
            "resize_as_",
            "t_",
            "transpose_",
            "swapaxes_",
            "swapdims_",
            "as_strided_",
            "register_parameter",
        ),
        set=(
            "set_",
        ),
        filled=(
            "copy_",
        ),
        sizes=(
            "size",
        ),
        biases=(
            "bias",
        ),
        drawn=(
            "normal_",
            "uniform_",
            "random_",
            "exponential_",
            "cauchy_",
            "log_normal_",
        ),
        evened=(
            "zero_",
            "fill_",
        ),
    ),
)
