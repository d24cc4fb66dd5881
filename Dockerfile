FROM python:3.13.11-slim-trixie AS service

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

# For other people's tests: `docker build --target test --tag lunju:test .` has the seeded database in it, and each
# container serves a copy of it that is gone with the container. The first line of its log tells a key that may write.
FROM service AS test
ENV LUNJU_DATABASE_URL=sqlite:////srv/lunju.db
USER 0:0
RUN lunju seed --template --pack moss2026
USER 10001:10001
CMD ["lunju", "serve", "--ephemeral", "--pack", "moss2026", "--host", "0.0.0.0", "--port", "8000"]

# What is built where no target is named.
FROM service
