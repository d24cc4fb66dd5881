FROM python:3.13.11-slim-trixie

WORKDIR /app
COPY constraints.txt pyproject.toml hatch_build.py README.md SECURITY.md CHANGELOG.md LICENSE ./
COPY api api
COPY deploy deploy
COPY docs docs
COPY migrations migrations
COPY seed seed
RUN pip install --no-cache-dir --constraint constraints.txt . \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin lunju
USER 10001:10001
EXPOSE 8000
CMD ["lunju", "serve", "--host", "0.0.0.0"]
