"""Where pictures and files of chats lie: a folder of this machine, or a bucket that speaks S3.

What a bucket needs (`requirements-s3.txt`) is looked for only where one is named.
"""

from importlib.util import find_spec
from typing import Any

from helpdesk.kernel import env

LIBRARIES = ("storages", "boto3")


def attachment_storage() -> dict[str, Any]:
    """The entry of Django's STORAGES; fails loudly where a bucket is named and half set up."""
    bucket = env.text("S3_BUCKET", "")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise env.EnvironmentProblem(
            f"S3_BUCKET is set, but {' and '.join(missing)} is not installed: "
            "pip install --requirement requirements-s3.txt"
        )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("S3_ENDPOINT", "") or None,
            "region_name": env.text("S3_REGION", "") or None,
            "access_key": env.text("S3_ACCESS_KEY"),
            "secret_key": env.text("S3_SECRET_KEY"),
            # Nothing is ever had from the bucket itself: our own addresses lead here.
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
        },
    }
