@echo off
rem Writes what this Windows answers to files in a folder, which WindowsRuns gathers; the examples have to be built.
rem usage: testsuite\windows-evidence.cmd FOLDER
setlocal
set "jar=%~dp0..\examples\target\netty-winsock-examples.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "failed=0"

if "%~1"=="" (
  echo usage: testsuite\windows-evidence.cmd FOLDER 1>&2
  exit /b 2
)
if not exist "%~1" mkdir "%~1"

call :run "%~1\inspect-nio.tsv" inspect --format tsv
call :run "%~1\inspect-iocp.tsv" inspect --format tsv --transport iocp
call :run "%~1\demo.txt" demo
call :run "%~1\setsockopt-tour.txt" setsockopt-tour
call :run "%~1\conditional-accept.txt" conditional-accept
if exist "%~dp0target\windows-answers.tsv" copy /y "%~dp0target\windows-answers.tsv" "%~1" >nul
exit /b %failed%

rem one that fails leaves what it said, and does not keep the others from running
:run
"%java%" -jar "%jar%" %2 %3 %4 %5 %6 > %1
if not %errorlevel% == 0 (
  echo %2 failed, see %1 1>&2
  set "failed=1"
)
exit /b 0
