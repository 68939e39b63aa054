"""The part of scikit-learn that generated programs use: encoders of labels."""

from __future__ import annotations

from typing import Any

from tests.tools.fuzz.runtime.numpy_like import array


class LabelEncoder:
    """Labels to 0 and up, in the order of the labels."""

    def fit(self, labels: Any) -> LabelEncoder:
        self.classes_ = sorted(set(labels))
        return self

    def transform(self, labels: Any) -> Any:
        for label in labels:
            if label not in self.classes_:
                raise ValueError(f"y contains previously unseen labels: {label!r}")
        return array([self.classes_.index(label) for label in labels], int)

    def fit_transform(self, labels: Any) -> Any:
        return self.fit(labels).transform(labels)


class OrdinalEncoder:
    """The same for columns; what was not fitted gets ``unknown_value``."""

    def __init__(self, handle_unknown: str = "error", unknown_value: int | None = None) -> None:
        self._unknown = unknown_value if handle_unknown == "use_encoded_value" else None

    def fit(self, rows: Any) -> OrdinalEncoder:
        self.categories_ = [sorted(set(column)) for column in zip(*rows, strict=True)]
        return self

    def transform(self, rows: Any) -> Any:
        return array([[self._code(at, value) for at, value in enumerate(row)] for row in rows], float)

    def _code(self, at: int, value: Any) -> int:
        known = self.categories_[at]
        if value not in known and self._unknown is None:
            raise ValueError(f"Found unknown categories {value!r}")
        return known.index(value) if value in known else self._unknown  # type: ignore[return-value]

    def fit_transform(self, rows: Any) -> Any:
        return self.fit(rows).transform(rows)


MEMBERS = {"LabelEncoder": LabelEncoder, "OrdinalEncoder": OrdinalEncoder}
