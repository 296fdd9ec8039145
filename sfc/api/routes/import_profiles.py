"""How ledgers are written: saved by each supplier."""

from typing import Annotated

from fastapi import Path
from pydantic import ConfigDict, Field

from sfc.api.auth import Party
from sfc.api.describe import refusals
from sfc.api.forms import Form
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing
from sfc.api.views.imports import ProfileView
from sfc.app import import_profiles
from sfc.domain.due_dates import Convention
from sfc.domain.profile_body import LONGEST_NAME

router = resource("imports", "/import-profiles")

Name = Annotated[str, Path(max_length=LONGEST_NAME, examples=["our-erp"])]


class ProfileForm(Form):
    """How a ledger is written. Columns and constants together state each field once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "columns": {
                        "number": "Rechnungsnr.",
                        "buyer": "Kunde",
                        "issue_date": "Datum",
                        "due_date": "Fällig am",
                        "amount": "Betrag",
                    },
                    "constants": {"seller": "91990000DEMA0003XE", "currency": "EUR"},
                    "date_format": "%d.%m.%Y",
                    "decimal_sign": ",",
                    "grouping_sign": ".",
                    "delimiter": ";",
                }
            ]
        }
    )

    columns: dict[str, str] = Field(
        description="Headings by field: number, issue_date, due_date and amount, and seller, "
        "buyer, currency, seller_name and buyer_name where they have a column."
    )
    constants: dict[str, str] = Field(
        default_factory=dict, description="What is the same in all rows, by field."
    )
    date_format: str | None = Field(None, description="Of %Y, %m and %d; %Y-%m-%d if not stated.")
    decimal_sign: str | None = Field(None, description="`.` (if not stated) or `,`.")
    grouping_sign: str | None = Field(None, description="Between groups of three digits.")
    encoding: str | None = Field(None, description="Of a text: utf-8 if not stated.")
    delimiter: str | None = Field(None, description="Of a text: a comma if not stated.")
    sheet: str | None = Field(None, description="Of a workbook that has several.")
    terms: int | None = Field(None, description="Number of the ledger's terms; 1 if not stated.")
    calendar: str | None = Field(None, description="Due dates move to its business days.")
    convention: str | None = Field(None, description=f"One of {', '.join(Convention)}.")


@router.get(
    "",
    summary="List import profiles",
    description="Suppliers: their own, and those that come with the service.",
    responses=refusals("forbidden"),
)
def list_import_profiles(context: ContextDep, by: Party) -> Listing[ProfileView]:
    """All profiles that the caller can use."""
    found = import_profiles.profiles(context, by)
    return Listing(data=[ProfileView.of(each) for each in found])


@router.get(
    "/{name}",
    summary="Get an import profile",
    description="Suppliers: one of their own, or one that comes with the service.",
    responses=refusals("forbidden", "not_found"),
)
def get_import_profile(name: Name, context: ContextDep, by: Party) -> ProfileView:
    """One profile."""
    return ProfileView.of(import_profiles.profile(context, by, name))


@router.put(
    "/{name}",
    summary="Save an import profile",
    description="Suppliers. Takes the place of the caller's profile of that name.",
    responses=refusals(
        "forbidden",
        "unknown_participant",
        "wrong_role",
        "participant_suspended",
        "profile_malformed",
    ),
)
def save_import_profile(
    name: Name, form: ProfileForm, context: ContextDep, by: Party, once: OnceDep
) -> ProfileView:
    """Save a profile."""
    body = form.model_dump(exclude_none=True)
    return once(
        lambda: ProfileView.of(import_profiles.save_profile(context, by, name, body)), status=200
    )
