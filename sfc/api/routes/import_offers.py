"""How a ledger might have to be read: offered, for a person to check."""

from typing import Annotated

from fastapi import Query

from sfc.api.auth import Party
from sfc.api.describe import refusals
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.uploads import FILE_BODY, UploadDep
from sfc.api.views.imports import OfferView
from sfc.domain.errors import RequestMalformed

router = resource("imports", "/import-offers")


@router.post(
    "",
    status_code=200,
    summary="Have a profile offered",
    description="Suppliers. Looks at the first 10,000 rows of a ledger and says how it might have "
    "to be read, and which rows speak against it. Nothing is saved or imported: check it, answer "
    "its `questions`, and save it under /import-profiles.",
    responses=refusals("forbidden", "request_too_large"),
    openapi_extra=FILE_BODY,
)
def offer_import_profile(
    upload: UploadDep,
    context: ContextDep,
    _by: Party,
    sheet: Annotated[str, Query(max_length=100, description="Of a workbook with several.")] = "",
) -> OfferView:
    """Offer a profile."""
    if not context.files.is_ledger(upload.stream, upload.file.name):
        raise RequestMalformed(f"{upload.file.name} is no ledger, and needs no profile")
    return OfferView(**context.files.offer(upload.stream, upload.file.name, sheet))
