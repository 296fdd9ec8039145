"""The routes of one resource."""

from fastapi import APIRouter, Depends

from sfc.api.auth import door


def resource(tag: str, prefix: str = "") -> APIRouter:
    """Routes below `/v1`, which nobody passes whom `sfc.api.access` doesn't admit.

    They are made once, when their module is imported, and shared by all services of a process.
    """
    return APIRouter(
        prefix=f"/v1{prefix}",
        tags=[tag],
        dependencies=[Depends(door)],
        generate_unique_id_function=lambda route: route.name,
    )
