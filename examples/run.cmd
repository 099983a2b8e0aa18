@echo off
rem Starts the examples on Windows, built first if they are not up to date.
rem usage: examples\run.cmd [ARGUMENT...]     no argument: demo; --help lists the rest
setlocal
set "root=%~dp0.."
set "jar=%root%\examples\target\netty-winsock-examples.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

rem the exit code is 1 where something is newer than the jar
if exist "%jar%" powershell -NoProfile -Command "Set-Location $env:root; $jar = Get-Item $env:jar; exit [int][bool]((Get-Item pom.xml, transport-winsock\pom.xml, examples\pom.xml) + (Get-ChildItem -Recurse transport-winsock\src\main, examples\src\main) | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime })"
if exist "%jar%" if not errorlevel 1 goto run

echo building the examples 1>&2
call mvn -q -B -ntp -f "%root%\pom.xml" -pl examples -am package -Dmaven.test.skip=true 1>&2 || exit /b 1

:run
if "%~1"=="" (
  "%java%" -jar "%jar%" demo
) else (
  "%java%" -jar "%jar%" %*
)
