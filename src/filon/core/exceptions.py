"""What a service raises when it will not do what was asked. The texts are for the user, in his language."""


class DomainError(Exception):
    """The request cannot be carried out. `errors` maps field names ("" for the whole) to sentences."""

    status = 422

    def __init__(self, message: str = "", *, field: str = "", errors: dict[str, str] | None = None) -> None:
        self.errors = errors if errors is not None else {field: message}
        super().__init__("; ".join(str(text) for text in self.errors.values()))


class NotAllowed(DomainError):
    """The record is visible to the actor, but this act on it is not his to do."""

    status = 403


class Conflict(DomainError):
    """The record has changed since it was read, or something else stands in the way."""

    status = 409
