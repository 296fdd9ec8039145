"""Refusals of the service itself, before or beside what the ledger says."""

from sfc.domain.errors.base import SfcError


class RequestMalformed(SfcError):
    """The request does not have the form that is described, because of `reason`."""

    code = "request_malformed"
    template = "the request cannot be read: {reason}"
    reason: str


class RequestTooLarge(SfcError):
    """The body of the request is longer than `limit` bytes."""

    code = "request_too_large"
    template = "the request is larger than {limit} bytes: send less at a time"
    limit: int


class MediaTypeUnsupported(SfcError):
    """The body is of type `given`, which is not JSON."""

    code = "media_type_unsupported"
    template = "a body of type {given!r} is not accepted: send application/json"
    given: str


class MethodNotAllowed(SfcError):
    """There is no `method` at `path`."""

    code = "method_not_allowed"
    template = "{method} is not possible on {path}: see the description for what is"
    method: str
    path: str


class RequestInProgress(SfcError):
    """A request with the idempotency `key` is worked on; `retry_after` seconds may be enough."""

    code = "request_in_progress"
    template = "a request with idempotency key {key!r} is worked on: see {operation} for how far"
    key: str
    operation: str
    retry_after: int


class OperationInterrupted(SfcError):
    """The service ended while it worked on `operation`, and does not know the request any more."""

    code = "operation_interrupted"
    template = "the service ended during {operation}: send the request again, with the same key"
    operation: str


class Busy(SfcError):
    """Too much waits already; after `retry_after` seconds there may be room."""

    code = "busy"
    template = "too many requests wait: try again after {retry_after} seconds"
    retry_after: int


class RateLimited(SfcError):
    """More requests came than may; after `retry_after` seconds there is room for another."""

    code = "rate_limited"
    template = "too many requests: wait {retry_after} seconds, and see the RateLimit header"
    retry_after: int


class TooManyStreams(SfcError):
    """There are as many streams of events as may be: `most`."""

    code = "too_many_streams"
    template = "no more than {most} streams may be open: close one, or list events instead"
    most: int


class RequestTimedOut(SfcError):
    """The answer was not there within `seconds`; what was asked for may still be done."""

    code = "request_timed_out"
    template = (
        "there was no answer within {seconds} seconds: what was asked for may still be done; "
        "repeat it with the same Idempotency-Key"
    )
    seconds: int


class HeadersTooLarge(SfcError):
    """Address and headers of the request are longer than `limit` bytes."""

    code = "headers_too_large"
    template = "address and headers of the request are longer than {limit} bytes"
    limit: int


class EncodingUnsupported(SfcError):
    """The body is encoded as `given`: bodies are taken as they are."""

    code = "encoding_unsupported"
    template = "a body with Content-Encoding {given!r} is not accepted: send it as it is"
    given: str


class StoreUnavailable(SfcError):
    """The database cannot be used because of `reason`; what was being written is not."""

    code = "store_unavailable"
    template = "the database cannot be used: {reason}; nothing was written, try again later"
    reason: str


class InternalError(SfcError):
    """Something went wrong that should not; the log of the service knows it by `request`."""

    code = "internal_error"
    template = "something went wrong here: name request {request} to the operator"
    request: str


class SettingsInvalid(SfcError):
    """The settings cannot be used; `mistakes` lists all that is wrong, one a line."""

    code = "settings_invalid"
    template = "the settings cannot be used:\n{mistakes}"
    mistakes: str

    @property
    def message(self) -> str:
        """All the mistakes, however many there are."""
        return self.template.format(mistakes=self.mistakes)


class QuotesExhausted(SfcError):
    """`financier` has used all `most` quotes that it may sign on `receivable`."""

    code = "quotes_exhausted"
    template = "{financier} has signed all {most} quotes that it may sign on {receivable}"
    financier: str
    receivable: str
    most: int
